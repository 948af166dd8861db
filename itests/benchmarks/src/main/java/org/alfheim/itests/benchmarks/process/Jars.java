package org.alfheim.itests.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;

/** Archives. */
public final class Jars {
  private Jars() {}

  /** How entries lie in an archive. */
  public enum Packing {
    /** As they are, which is how {@code alfheim wrap} lays them. */
    STORED,
    /** Compressed, which is how other tools do. */
    DEFLATED
  }

  /** Writes an archive without a manifest. */
  public static Path write(Path file, Packing packing, Map<String, byte[]> entries)
      throws IOException {
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file))) {
      add(jar, packing, entries);
    }
    return file;
  }

  /** Writes an archive with a manifest. */
  public static Path write(
      Path file, Packing packing, Manifest manifest, Map<String, byte[]> entries)
      throws IOException {
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file), manifest)) {
      add(jar, packing, entries);
    }
    return file;
  }

  private static void add(JarOutputStream jar, Packing packing, Map<String, byte[]> entries)
      throws IOException {
    for (Map.Entry<String, byte[]> each : entries.entrySet()) {
      byte[] content = each.getValue();
      if (each.getKey().equals(JarFile.MANIFEST_NAME)) {
        continue;
      }
      JarEntry entry = new JarEntry(each.getKey());
      if (packing == Packing.STORED) {
        CRC32 checksum = new CRC32();
        checksum.update(content);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(checksum.getValue());
      }
      jar.putNextEntry(entry);
      jar.write(content);
      jar.closeEntry();
    }
  }

  static boolean hasEntry(Path jar, String name) throws IOException {
    if (!Files.isRegularFile(jar)) {
      return false;
    }
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.getEntry(name) != null;
    }
  }
}
