package org.alfheim.internal.open;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The C libraries of others, by the sonames that images need them by. Whoever misses one has no use
 * for the advice to install it: there is one C library in a process.
 */
final class OtherCLibrary {
  /** Sonames, and whose C library has them; the first that fits counts. */
  private record Known(Pattern soname, String owner) {}

  private static final List<Known> KNOWN =
      List.of(
          new Known(Pattern.compile("(libc\\.musl|ld-musl)-.*\\.so\\.1"), "musl (Alpine Linux)"),
          new Known(Pattern.compile("libc\\.so"), "musl, or of Android"),
          new Known(Pattern.compile("(ld-uClibc|libc)\\.so\\.0"), "uClibc"),
          new Known(Pattern.compile("libc\\.so\\.0\\.[0-9]+"), "the Hurd"),
          new Known(Pattern.compile("libc\\.so\\.1"), "Solaris"),
          new Known(Pattern.compile("libc\\.so\\.7|libsys\\.so\\.7"), "FreeBSD"),
          new Known(Pattern.compile("libc\\.so\\.8"), "DragonFly"),
          new Known(Pattern.compile("libc\\.so\\.12"), "NetBSD"),
          new Known(Pattern.compile("libc\\.so\\.[0-9]+\\.[0-9]+"), "OpenBSD"),
          new Known(Pattern.compile("libroot\\.so"), "Haiku"),
          new Known(Pattern.compile("(liblog|libandroid|libc\\+\\+_shared)\\.so"), "Android"));

  private OtherCLibrary() {}

  /**
   * Whose C library is missing.
   *
   * @param sonames the libraries that are missing
   * @return what to say of it and to do; empty if it is none of these
   */
  static Optional<String> cure(List<String> sonames) {
    for (Known known : KNOWN) {
      for (String soname : sonames) {
        if (known.soname().matcher(soname).matches()) {
          return Optional.of(
              "; the image is built for the C library of "
                  + known.owner()
                  + ", and this process has glibc: build it for Linux with glibc");
        }
      }
    }
    return Optional.empty();
  }
}
