package org.alfheim.internal.process.libc;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Calls into native code, and reads of memory that native code points to.
 *
 * <p>One handle is linked for each shape of call and shared by all functions of that shape: linking
 * costs milliseconds, binding an address to a linked handle costs next to nothing, and the compiler
 * sees through it.
 */
@SuppressWarnings("restricted")
public final class Downcalls {
  /**
   * The longest string that is read: a function that returns something else than a string is found
   * out here, at the latest.
   */
  public static final long LONGEST_STRING = 1 << 20;

  private static final Linker LINKER = Linker.nativeLinker();
  private static final ConcurrentHashMap<Shape, MethodHandle> LINKED = new ConcurrentHashMap<>();

  private Downcalls() {}

  /**
   * What two functions share that are called alike.
   *
   * @param descriptor parameters and result
   * @param fixed how many of the parameters come before {@code ...}; -1 if the function is not
   *     variadic
   * @param critical whether the call keeps the garbage collector waiting, and so may be given
   *     memory of the Java heap
   * @param errno whether the call leaves {@code errno} in an {@link ErrnoCapture}, which is the
   *     first argument
   */
  public record Shape(FunctionDescriptor descriptor, int fixed, boolean critical, boolean errno) {
    /**
     * The shape of a function of which nobody asks {@code errno}.
     *
     * @param descriptor parameters and result
     * @param fixed how many of the parameters come before {@code ...}; -1 if the function is not
     *     variadic
     * @param critical whether the call keeps the garbage collector waiting
     */
    public Shape(FunctionDescriptor descriptor, int fixed, boolean critical) {
      this(descriptor, fixed, critical, false);
    }

    /**
     * The shape of a plain function.
     *
     * @param descriptor parameters and result
     */
    public Shape(FunctionDescriptor descriptor) {
      this(descriptor, -1, false);
    }

    private Linker.Option[] options() {
      List<Linker.Option> options = new ArrayList<>();
      if (fixed >= 0) {
        options.add(Linker.Option.firstVariadicArg(fixed));
      }
      if (critical) {
        options.add(Linker.Option.critical(true));
      }
      if (errno) {
        options.add(Linker.Option.captureCallState("errno"));
      }
      return options.toArray(Linker.Option[]::new);
    }
  }

  /**
   * A function as a method handle.
   *
   * @param function where the function lies
   * @param shape how it is called
   * @return a handle that takes the descriptor's parameters and gives its result
   * @throws IllegalArgumentException if the platform does not support the descriptor
   */
  public static MethodHandle handle(MemorySegment function, Shape shape) {
    return handle(shape).bindTo(function);
  }

  /**
   * Any function of a shape as a method handle.
   *
   * @param shape how it is called
   * @return a handle that takes where the function lies, and then the descriptor's parameters
   * @throws IllegalArgumentException if the platform does not support the descriptor
   */
  public static MethodHandle handle(Shape shape) {
    MethodHandle linked = LINKED.get(shape);
    if (linked == null) {
      linked =
          LINKED.computeIfAbsent(shape, s -> LINKER.downcallHandle(s.descriptor(), s.options()));
    }
    return linked;
  }

  /**
   * A plain function as a method handle.
   *
   * @param function where the function lies
   * @param descriptor parameters and result
   * @return a handle that takes the descriptor's parameters and gives its result
   * @throws IllegalArgumentException if the platform does not support the descriptor
   */
  public static MethodHandle handle(MemorySegment function, FunctionDescriptor descriptor) {
    return handle(function, new Shape(descriptor));
  }

  /**
   * A Java method as a native function. An exception that leaves the method ends the process, so it
   * must throw none.
   *
   * @param method what to run
   * @param descriptor parameters and result as the native caller sees them
   * @param arena how long the function can be called
   * @return the function's address
   * @throws IllegalArgumentException if the platform does not support the descriptor
   */
  public static MemorySegment stub(
      MethodHandle method, FunctionDescriptor descriptor, Arena arena) {
    return LINKER.upcallStub(method, descriptor, arena);
  }

  /**
   * Memory of another length at the same address. Whether there is memory, the caller must know.
   *
   * @param memory where the memory begins
   * @param size its length in bytes
   * @return the memory; it is never freed by Java
   */
  public static MemorySegment view(MemorySegment memory, long size) {
    return memory.reinterpret(size);
  }

  /**
   * The string that a {@code char *} points to, as UTF-8. What is no UTF-8 becomes U+FFFD.
   *
   * @param pointer the pointer, for which the caller vouches; null and NULL are no string
   * @return the string, or null
   * @throws IllegalArgumentException if no NUL comes within {@link #LONGEST_STRING} bytes, or the
   *     pointer is no address that a process can have
   */
  public static String string(MemorySegment pointer) {
    if (pointer == null || pointer.address() == 0) {
      return null;
    }
    try {
      return TrustedString.read(pointer.address(), LONGEST_STRING);
    } catch (IllegalArgumentException none) {
      throw noString(none);
    }
  }

  /**
   * The string that a {@code char *} is said to point to. The kernel is asked about each page
   * first.
   *
   * @param pointer the pointer; null and NULL are no string
   * @return the string, or null
   * @throws IllegalArgumentException if there is no memory that can be read, or no NUL comes within
   *     {@link #LONGEST_STRING} bytes
   */
  public static String checkedString(MemorySegment pointer) {
    if (pointer == null || pointer.address() == 0) {
      return null;
    }
    long address = pointer.address();
    try {
      long length =
          CString.length(address, LONGEST_STRING, false)
              .orElseThrow(() ->
                  new IllegalArgumentException(
                      "no NUL within %d bytes at 0x%x".formatted(LONGEST_STRING, address)));
      return CString.read(address, length);
    } catch (IllegalArgumentException none) {
      throw noString(none);
    }
  }

  private static IllegalArgumentException noString(IllegalArgumentException none) {
    return new IllegalArgumentException(
        none.getMessage()
            + ": this is no string, or too long a one; declare the pointer as void * to get its"
            + " address",
        none);
  }
}
