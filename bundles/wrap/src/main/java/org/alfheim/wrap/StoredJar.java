package org.alfheim.wrap;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A jar with the manifest first, every entry stored and of one date. Nothing is compressed, because
 * the bytes of a compressed entry depend on the compressor's version, and because the loader reads
 * the image sooner that way.
 */
final class StoredJar {
  /** The first date that a zip archive can hold; it has no time zone. */
  private static final LocalDateTime DATE = LocalDateTime.of(1980, 1, 1, 0, 0, 0);

  private StoredJar() {}

  /**
   * Writes a jar.
   *
   * @param entries the contents by their names, in this order
   */
  static void write(OutputStream output, Manifest manifest, Map<String, byte[]> entries)
      throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    manifest.write(text);
    ZipOutputStream zip = new ZipOutputStream(output);
    add(zip, JarFile.MANIFEST_NAME, text.toByteArray());
    for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
      add(zip, entry.getKey(), entry.getValue());
    }
    zip.finish();
    zip.flush();
  }

  private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(content);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(crc.getValue());
    entry.setTimeLocal(DATE);
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }
}
