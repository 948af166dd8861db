package org.alfheim.internal.header;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.alfheim.internal.header.PreprocessedText.Line;

/**
 * Which of the files that were read are the library's, and not those of C, POSIX, or another
 * library: those that were asked for, those that declare what the image exports, what lies beside
 * them in a folder of its own, and what they include from their own folder.
 */
final class LibraryHeaders {
  /** Where headers of all libraries lie, those of C among them. */
  private static final Set<String> COMMON =
      Set.of("/usr/include", "/usr/local/include", "/usr/include/x86_64-linux-gnu");

  /** The headers of ISO C and POSIX, which lie beside those of libraries. */
  private static final Set<String> STANDARD =
      Set.of(
          "aio.h",
          "assert.h",
          "complex.h",
          "cpio.h",
          "ctype.h",
          "dirent.h",
          "dlfcn.h",
          "errno.h",
          "endian.h",
          "features.h",
          "fcntl.h",
          "fenv.h",
          "float.h",
          "fmtmsg.h",
          "fnmatch.h",
          "ftw.h",
          "glob.h",
          "grp.h",
          "iconv.h",
          "inttypes.h",
          "iso646.h",
          "langinfo.h",
          "libgen.h",
          "limits.h",
          "locale.h",
          "malloc.h",
          "math.h",
          "memory.h",
          "monetary.h",
          "mqueue.h",
          "ndbm.h",
          "netdb.h",
          "nl_types.h",
          "poll.h",
          "pthread.h",
          "pwd.h",
          "regex.h",
          "sched.h",
          "search.h",
          "semaphore.h",
          "setjmp.h",
          "signal.h",
          "spawn.h",
          "stdalign.h",
          "stdarg.h",
          "stdatomic.h",
          "stdbool.h",
          "stddef.h",
          "stdint.h",
          "stdio.h",
          "stdlib.h",
          "stdnoreturn.h",
          "string.h",
          "strings.h",
          "stropts.h",
          "syslog.h",
          "tar.h",
          "termios.h",
          "tgmath.h",
          "threads.h",
          "time.h",
          "trace.h",
          "uchar.h",
          "ulimit.h",
          "unistd.h",
          "utime.h",
          "utmpx.h",
          "wchar.h",
          "wctype.h",
          "wordexp.h",
          "alloca.h",
          "values.h");

  private final Set<String> files = new HashSet<>();
  private final Set<String> folders = new HashSet<>();

  /**
   * Sorts the files.
   *
   * @param text what the preprocessor has made of the headers
   * @param main the file that includes those that were asked for
   * @param asked the names by which they were asked for
   * @param declaring the files that declare what the image exports
   */
  LibraryHeaders(
      PreprocessedText text, String main, List<String> asked, Collection<String> declaring) {
    Map<String, Set<String>> included = new HashMap<>();
    for (Line line : text.lines()) {
      if (!line.includedFrom().isEmpty()) {
        included.computeIfAbsent(line.includedFrom(), file -> new HashSet<>()).add(line.file());
      }
    }
    Deque<String> unread = new ArrayDeque<>(declaring);
    unread.addAll(included.getOrDefault(main, Set.of()));
    for (String file : unread) {
      // <openssl/evp.h> is of a folder that is OpenSSL's.
      boolean own =
          asked.stream()
              .anyMatch(
                  name -> name.contains("/") && !name.startsWith("/") && file.endsWith("/" + name));
      if (own && !COMMON.contains(folder(file))) {
        folders.add(folder(file));
      }
    }
    while (!unread.isEmpty()) {
      String file = unread.remove();
      if (files.add(file)) {
        for (String other : included.getOrDefault(file, Set.of())) {
          if (folder(other).equals(folder(file)) && !STANDARD.contains(name(other))) {
            unread.add(other);
          }
        }
      }
    }
  }

  /** Whether a file is the library's. */
  boolean has(String file) {
    return files.contains(file) || folders.contains(folder(file));
  }

  private static String folder(String file) {
    return file.substring(0, Math.max(file.lastIndexOf('/'), 0));
  }

  private static String name(String file) {
    return file.substring(file.lastIndexOf('/') + 1);
  }
}
