package org.alfheim.internal.header;

import java.util.Collection;
import java.util.List;

/**
 * Which types are wanted, and who can say them.
 *
 * @param headers what a program includes: {@code zlib.h}, {@code openssl/evp.h}, or the path of a
 *     file that is there
 * @param exports the names that an image exports
 * @param compiler the C compiler's command and what always goes with it: {@code cc}
 * @param flags more for the compiler: {@code -Iinclude}, {@code -DNAME}
 */
public record HeaderRequest(
    List<String> headers, Collection<String> exports, List<String> compiler, List<String> flags) {
  /** What a system calls its C compiler. */
  public static final List<String> DEFAULT_COMPILER = List.of("cc");

  /** Copies the lists. */
  public HeaderRequest {
    headers = List.copyOf(headers);
    exports = List.copyOf(exports);
    compiler = List.copyOf(compiler);
    flags = List.copyOf(flags);
  }
}
