package org.alfheim.process;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;

/**
 * A C function with a filter before it: Java sees a string that it is called with, and can have it
 * called with another.
 *
 * <p>A few instructions call Java and then jump to the function with the caller's own return
 * address. So a function that asks who has called it ({@code dlopen} for the search path, {@code
 * dlsym} for {@code RTLD_NEXT}) finds the right caller. It is not for functions that run in signal
 * handlers.
 */
public final class ArgumentFilter {
  /*
   * endbr64; push rdi, rsi, rdx, rcx, r8; (mov rdi, rsi;) movabs rax, FILTER; call rax;
   * pop r8, rcx, rdx, rsi, rdi; mov rdi|rsi, rax; movabs r11, FUNCTION; jmp r11
   */
  private static final String FIRST =
      "f30f1efa57565251415048b8%sffd04158595a5e5f4889c749bb%s41ffe3";

  private static final String SECOND =
      "f30f1efa5756525141504889f748b8%sffd04158595a5e5f4889c649bb%s41ffe3";

  private static final FunctionDescriptor FILTER = FunctionDescriptor.of(JAVA_LONG, JAVA_LONG);

  /** A string lives until the next one of its thread: the function has copied it by then. */
  private static final ThreadLocal<MemorySegment> REPLACED = new ThreadLocal<>();

  private final Function<String, Optional<String>> replacement;

  private ArgumentFilter(Function<String, Optional<String>> replacement) {
    this.replacement = replacement;
  }

  /** Which parameter of a function is the string. */
  public enum Position {
    /** The first. */
    FIRST,
    /** The second. */
    SECOND
  }

  /**
   * Puts a filter before a function of the C library.
   *
   * @param function the function's name; it has up to five parameters, none of them floating-point
   * @param position its parameter that is a string; NULL is passed on
   * @param replacement gives another string, or nothing to leave the caller's; it must not throw
   * @return the address to call instead; it is good for the life of the process
   */
  @SuppressWarnings("restricted")
  public static Address before(
      String function, Position position, Function<String, Optional<String>> replacement) {
    MemorySegment stub =
        Downcalls.stub(filter(new ArgumentFilter(replacement)), FILTER, Arena.global());
    byte[] code =
        HexFormat.of()
            .parseHex(
                (position == Position.FIRST ? FIRST : SECOND)
                    .formatted(immediate(stub), immediate(CLibrary.function(function))));
    return ExecutableFile.code("filter " + function, code);
  }

  private static MethodHandle filter(ArgumentFilter filter) {
    try {
      return MethodHandles.lookup()
          .bind(filter, "filter", MethodType.methodType(long.class, long.class));
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("the method is there", e);
    }
  }

  private static String immediate(MemorySegment address) {
    ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    return HexFormat.of().formatHex(bytes.putLong(address.address()).array());
  }

  @SuppressWarnings("UnusedMethod") // the machine code calls it
  private long filter(long pointer) {
    if (pointer == 0) {
      return 0;
    }
    Optional<String> other = replacement.apply(Memory.string(new Address(pointer)));
    if (other.isEmpty()) {
      return pointer;
    }
    MemorySegment string = Arena.ofAuto().allocateFrom(other.get());
    REPLACED.set(string);
    return string.address();
  }
}
