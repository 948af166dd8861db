/**
 * A linker: relocatable objects and archives in, the bytes of a shared object out.
 *
 * <p>{@link org.alfheim.linker.Linker#link} is all of it. It is pure: it reads no file, asks no
 * process, and the same objects give the same bytes. What it makes is an image like those of other
 * linkers, to be looked at with {@code readelf}, debugged with {@code gdb}, opened by {@code
 * dlopen} or by Alfheim.
 *
 * <p>The passes, each of which has a class:
 *
 * <ol>
 *   <li>follow scripts that name files ({@link org.alfheim.linker.script}), read objects and choose
 *       members of archives ({@link org.alfheim.linker.object}, {@link
 *       org.alfheim.linker.ObjectSelection}),
 *   <li>find out what names stand for ({@link org.alfheim.linker.symbol}),
 *   <li>order arrays of functions, take tables for unwinding apart, make one of equal strings
 *       ({@link org.alfheim.linker.section}),
 *   <li>give code that was compiled for a program another way to what is elsewhere ({@link
 *       org.alfheim.linker.code}),
 *   <li>collect what relocations need, lay the image out, write it ({@link
 *       org.alfheim.linker.relocation}, {@link org.alfheim.linker.image}).
 * </ol>
 */
package org.alfheim.linker;
