package org.alfheim.corpus.objects;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.alfheim.elf.SharedObject;

/** The libraries of the compilers of C and C++, in which every link looks. */
final class UsualLibraries {
  private static final List<String> NAMES =
      List.of("libc.so.6", "libm.so.6", "libstdc++.so.6", "libgcc_s.so.1", "ld-linux-x86-64.so.2");

  /** Where ld.so looks by default (ld.so(8)). */
  private static final List<String> FOLDERS =
      List.of("/lib/x86_64-linux-gnu", "/usr/lib/x86_64-linux-gnu", "/lib64", "/usr/lib64", "/lib");

  private UsualLibraries() {}

  /** Those that this machine has. */
  static List<SharedObject> all() {
    List<SharedObject> found = new ArrayList<>();
    for (String name : NAMES) {
      FOLDERS.stream()
          .map(folder -> Path.of(folder, name))
          .filter(Files::isRegularFile)
          .findFirst()
          .ifPresent(file -> found.add(read(file)));
    }
    return found;
  }

  private static SharedObject read(Path file) {
    try {
      return SharedObject.parse(file.getFileName().toString(), LinkableFiles.bytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
