package org.alfheim.gohost;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.zip.CRC32;

/**
 * A folder with hosts. The name of each ends with a checksum of its bytes, by which one that was
 * damaged is known and built anew. Any number of threads and processes use it.
 *
 * @param folder where they are
 */
record HostFolder(Path folder) {
  /** A lock of a file holds between processes, and not between threads. */
  private static final Object THREADS = new Object();

  private static final String UNFINISHED = "new";
  private static final String SUFFIX = ".so";

  /**
   * The host of a name; it is built if it is not there, or not whole.
   *
   * @param name all that it depends on
   * @param build builds it
   * @return its file
   * @throws GoHostException if it can't be kept there
   */
  Path host(String name, Supplier<byte[]> build) {
    try {
      Optional<Path> known = whole(name);
      return known.isPresent() ? known.get() : built(name, build);
    } catch (IOException e) {
      throw new GoHostException(
          folder
              + ": a host can't be kept there: "
              + (e instanceof AccessDeniedException ? "no permission to write" : e.getMessage())
              + " (XDG_CACHE_HOME can name another place)",
          e);
    }
  }

  private Path built(String name, Supplier<byte[]> build) throws IOException {
    Files.createDirectories(folder);
    synchronized (THREADS) {
      try (FileChannel channel =
              FileChannel.open(
                  folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock _ = channel.lock()) {
        Optional<Path> meanwhile = whole(name);
        if (meanwhile.isPresent()) {
          return meanwhile.get();
        }
        remove(UNFINISHED + "*" + SUFFIX); // Of a process that was ended meanwhile.
        Path host = keep(name, build.get());
        removeDamaged(name, host);
        return host;
      }
    }
  }

  private Path keep(String name, byte[] image) throws IOException {
    Path host = folder.resolve(name + "-" + checksum(image) + SUFFIX);
    Path fresh = Files.createTempFile(folder, UNFINISHED, SUFFIX);
    try {
      try (FileChannel file = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(image);
        while (bytes.hasRemaining()) {
          file.write(bytes);
        }
        file.force(true);
      }
      Files.move(fresh, host, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
    return host;
  }

  private Optional<Path> whole(String name) throws IOException {
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> hosts = Files.newDirectoryStream(folder, pattern(name))) {
        for (Path host : hosts) {
          if (isWhole(name, host)) {
            return Optional.of(host);
          }
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isWhole(String name, Path host) {
    try {
      String file = name + "-" + checksum(Files.readAllBytes(host)) + SUFFIX;
      return host.endsWith(file);
    } catch (IOException unreadable) {
      return false;
    }
  }

  private static String pattern(String name) {
    return name + "-????????" + SUFFIX;
  }

  private void removeDamaged(String name, Path whole) throws IOException {
    try (DirectoryStream<Path> hosts = Files.newDirectoryStream(folder, pattern(name))) {
      for (Path host : hosts) {
        if (!host.equals(whole)) {
          Files.deleteIfExists(host);
        }
      }
    }
  }

  private void remove(String files) throws IOException {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, files)) {
      for (Path each : found) {
        Files.deleteIfExists(each);
      }
    }
  }

  /** In eight digits. */
  private static String checksum(byte[] image) {
    CRC32 sum = new CRC32();
    sum.update(image);
    return "%08x".formatted(sum.getValue());
  }
}
