package org.alfheim.internal.process.ldso;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.alfheim.internal.amd64.LinkerCallCode;
import org.alfheim.internal.process.libc.Address;
import org.alfheim.internal.process.libc.CLibrary;
import org.alfheim.internal.process.libc.ExecutableFile;
import org.alfheim.internal.process.libc.Memory;
import org.alfheim.internal.process.libc.NativeCall;
import org.alfheim.internal.process.libc.ProcessException;

/**
 * Calls a function of ld.so and takes what {@code dlerror} says of it, without a return to Java in
 * between: the JVM, too, calls ld.so, on whatever thread links a native method or a downcall, and
 * each such call takes the reason of the one before it away.
 *
 * <p>A few instructions do both; their source is {@code linker-call.s}.
 */
final class LinkerCall {
  private static final int ARGUMENTS = 3;

  // The request
  private static final int DLERROR = 32;
  private static final int USELOCALE = 40;
  private static final int LOCALE = 48;
  private static final int STRDUP = 56;
  private static final int TEXT = 64;
  private static final int REQUEST_SIZE = 72;

  private static final int LC_MESSAGES_MASK = 1 << 5;

  private static LinkerCall instance;

  private final MemorySegment code;

  /** A locale whose messages are those of the C locale; 0, which is none, if it can't be had. */
  private final long untranslated;

  private LinkerCall(Address code, long untranslated) {
    this.code = MemorySegment.ofAddress(code.value());
    this.untranslated = untranslated;
  }

  /**
   * What a call gave.
   *
   * @param value the function's result
   * @param error what {@code dlerror} said, never in the user's own language, since the loader
   *     reads it; empty if nothing has failed
   */
  public record Result(long value, Optional<String> error) {}

  /**
   * Calls a function of ld.so.
   *
   * @param function the function
   * @param arguments up to three
   * @throws ProcessException if there is no memory for the few instructions
   */
  static Result invoke(MemorySegment function, long... arguments) {
    if (arguments.length > ARGUMENTS) {
      throw new IllegalArgumentException(arguments.length + " arguments, at most " + ARGUMENTS);
    }
    return ofProcess().call(function, arguments);
  }

  /** The function that looks at an object, for {@code dl_iterate_phdr}. */
  static Address objectCode() {
    return new Address(ofProcess().code.address()).plus(LinkerCallCode.OBJECT);
  }

  private static synchronized LinkerCall ofProcess() {
    if (instance == null) {
      long locale;
      try (Arena arena = Arena.ofConfined()) {
        locale =
            NativeCall.invoke(CLibrary.NEWLOCALE, LC_MESSAGES_MASK, CLibrary.text(arena, "C"), 0)
                .value();
      }
      instance = new LinkerCall(ExecutableFile.code("ld.so calls", LinkerCallCode.bytes()), locale);
    }
    return instance;
  }

  private Result call(MemorySegment function, long... arguments) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment request = arena.allocate(REQUEST_SIZE, Long.BYTES);
      ByteBuffer words = Memory.buffer(request);
      words.putLong(function.address());
      for (long argument : arguments) {
        words.putLong(argument);
      }
      words.putLong(DLERROR, CLibrary.DLERROR.address());
      words.putLong(USELOCALE, CLibrary.USELOCALE.address());
      words.putLong(LOCALE, untranslated);
      words.putLong(STRDUP, CLibrary.STRDUP.address());
      long value = NativeCall.invoke(code, request.address()).value();
      return new Result(value, text(new Address(words.getLong(TEXT))));
    }
  }

  private static Optional<String> text(Address copy) {
    if (copy.value() == 0) {
      return Optional.empty();
    }
    String text = Memory.string(copy);
    CLibrary.free(copy);
    return Optional.of(text);
  }

  /** The instructions, for whoever compares them with their source. */
  static byte[] code() {
    return LinkerCallCode.bytes();
  }
}
