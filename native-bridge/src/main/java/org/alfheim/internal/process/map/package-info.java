/**
 * Carries out plans: images are copied, mapped and put in place here.
 *
 * <p>It is one of the five rooms of {@code process}, which alone change the process. Every
 * downcall, every mapping, every write to an address that is not the JVM's own happens in one of
 * them, so that whoever looks for the cause of a crash knows where to read:
 *
 * <ul>
 *   <li>{@code libc}: memory, files and functions of the C library;
 *   <li>{@code ldso}: what ld.so knows, and what it is asked to do;
 *   <li>{@code call}: how constructors are called, and what they throw is caught;
 *   <li>{@code filter}: what is asked before an image's own {@code dlopen} and {@code dlsym};
 *   <li>{@code map}: this one.
 * </ul>
 *
 * <p>They decide nothing: what to map, what to write and what to call stands in the plan, which has
 * been checked. A failing system call becomes a {@link
 * org.alfheim.internal.process.libc.ProcessException}, and what had been done is undone.
 */
package org.alfheim.internal.process.map;
