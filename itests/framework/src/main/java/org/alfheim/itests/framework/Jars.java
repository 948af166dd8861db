package org.alfheim.itests.framework;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Jars that somebody has changed. */
final class Jars {
  private Jars() {}

  /** A jar with another content of an entry, or with one that it had not. */
  static InputStream replacing(byte[] jar, String name, byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipInputStream from = new ZipInputStream(new ByteArrayInputStream(jar));
        ZipOutputStream to = new ZipOutputStream(bytes)) {
      for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
        if (!entry.getName().equals(name)) {
          to.putNextEntry(new ZipEntry(entry.getName()));
          from.transferTo(to);
          to.closeEntry();
        }
      }
      to.putNextEntry(new ZipEntry(name));
      to.write(content);
      to.closeEntry();
    }
    return new ByteArrayInputStream(bytes.toByteArray());
  }
}
