package org.alfheim.itests.benchmarks.measure;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Libraries of a folder, from the smallest to those of medium size, the same ones each time: first
 * as many as are asked for, evenly spread over the sizes, then all others, to take the places of
 * some.
 */
final class Candidates {
  private static final Pattern NAME = Pattern.compile(".*\\.so(\\.[0-9].*)?");

  /** What a process can have once only: the C library's own parts, sanitizers, and the JVM's. */
  private static final Pattern SINGLE =
      Pattern.compile(
          "(ld-|lib(c|m|dl|rt|pthread|util|resolv|nss_.*|thread_db|anl|c_malloc_debug|memusage"
              + "|pcprofile|[almtu]+san|hwasan|jvm|jsig|java|jli|mvec|SegFault"
              + "|BrokenLocale|nsl)[.-]).*");

  private static final long MEDIUM = 2 << 20;

  /** {@code e_ident} up to the class, {@code e_type} ET_DYN, {@code e_machine} EM_X86_64. */
  private static final byte[] IDENT = {0x7f, 'E', 'L', 'F', 2};

  private static final int ET_DYN = 3;
  private static final int EM_X86_64 = 62;

  private record Sized(Path file, long size) {}

  private Candidates() {}

  static List<String> of(Path folder, int count) throws IOException {
    List<Sized> all = new ArrayList<>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            String name = file.getFileName().toString();
            if (attributes.isRegularFile()
                && attributes.size() <= MEDIUM
                && NAME.matcher(name).matches()
                && !SINGLE.matcher(name).matches()
                && isSharedObject(file)) {
              all.add(new Sized(file, attributes.size()));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE;
          }
        });
    all.sort(Comparator.comparingLong(Sized::size).thenComparing(Sized::file));
    return spread(all, count).stream().map(each -> each.file().toString()).toList();
  }

  private static boolean isSharedObject(Path file) throws IOException {
    try (InputStream content = Files.newInputStream(file)) {
      byte[] start = content.readNBytes(20);
      for (int i = 0; i < IDENT.length; i++) {
        if (start.length < 20 || start[i] != IDENT[i]) {
          return false;
        }
      }
      return start[16] == ET_DYN && start[18] == EM_X86_64;
    }
  }

  /** Some, evenly spread, and behind them the others. */
  static <T> List<T> spread(List<T> all, int count) {
    List<T> first = new ArrayList<>();
    List<T> others = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      // One for each step of the line from 0 to count.
      boolean isStep = (long) i * count / all.size() != (long) (i - 1) * count / all.size();
      (i == 0 || isStep ? first : others).add(all.get(i));
    }
    first.addAll(others);
    return first;
  }
}
