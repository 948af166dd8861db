/**
 * Where a call has its arguments and its result: the parameter passing of the psABI (3.2.3), as far
 * as it concerns what {@link java.lang.foreign.Linker} can pass. Each eight bytes of an argument
 * have a class ({@link org.alfheim.internal.bind.abi.Eightbytes}), the classes take registers from
 * left to right, and what has none left lies on the stack ({@link
 * org.alfheim.internal.bind.abi.ArgumentPlaces}), perhaps aligned by more than the linker knows of
 * ({@link org.alfheim.internal.bind.abi.ByValue}).
 */
package org.alfheim.internal.bind.abi;
