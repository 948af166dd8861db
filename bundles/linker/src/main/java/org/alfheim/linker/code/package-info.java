/**
 * Machine code that was compiled for a program goes straight at data, for the linker of a program
 * makes a copy of what is in a library. A shared object can't: {@code stderr} is the process's own.
 *
 * <p>So what is elsewhere is reached through a slot that holds its address. {@code lea} becomes the
 * {@code mov} that loads the slot, in place. Of any other instruction the bytes make room for a
 * jump to a few instructions of the linker's, a thunk: it loads the slot into a register that the
 * instruction does not use, does the same with that register as base, and jumps back.
 *
 * <p>Where an instruction begins is never guessed backwards: code is decoded forward, by length,
 * from where functions begin ({@link org.alfheim.linker.code.InstructionDecoder}).
 */
package org.alfheim.linker.code;
