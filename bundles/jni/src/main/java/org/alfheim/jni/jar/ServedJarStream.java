package org.alfheim.jni.jar;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.alfheim.jni.recipe.Recipe;

/**
 * A jar with another manifest, made while it is read: it may be a hundred megabytes large. The
 * libraries are stored, so that opening one inflates nothing; signatures, which would not hold, are
 * left out.
 */
final class ServedJarStream extends InputStream {
  private static final int PIECE = 1 << 16;
  private static final String SIGNATURE = "META-INF/[^/]*\\.(SF|RSA|DSA|EC)";

  private final JarFile jar;
  private final Recipe recipe;
  private final Iterator<JarEntry> entries;
  private final ByteArrayOutputStream written = new ByteArrayOutputStream(PIECE);
  private final ZipOutputStream zip = new ZipOutputStream(written);
  private InputStream content = InputStream.nullInputStream();
  private byte[] ready = {};
  private int next;
  private boolean ended;

  ServedJarStream(Path file, Manifest manifest, Recipe recipe) throws IOException {
    this.jar = new JarFile(file.toFile());
    this.recipe = recipe;
    this.entries = jar.stream().filter(entry -> isKept(entry.getName())).iterator();
    zip.setLevel(Deflater.BEST_SPEED);
    zip.putNextEntry(new ZipEntry(JarFile.MANIFEST_NAME));
    manifest.write(zip);
    zip.closeEntry();
  }

  private static boolean isKept(String name) {
    return !name.equals(JarFile.MANIFEST_NAME) && !name.matches(SIGNATURE);
  }

  @Override
  public int read() throws IOException {
    return isExhausted() ? -1 : ready[next++] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (isExhausted()) {
      return -1;
    }
    int count = Math.min(length, ready.length - next);
    System.arraycopy(ready, next, bytes, offset, count);
    next += count;
    return count;
  }

  private boolean isExhausted() throws IOException {
    while (next == ready.length && !ended) {
      more();
      ready = written.toByteArray();
      written.reset();
      next = 0;
    }
    return next == ready.length;
  }

  private void more() throws IOException {
    byte[] piece = content.readNBytes(PIECE);
    if (piece.length > 0) {
      zip.write(piece);
      return;
    }
    content.close();
    if (entries.hasNext()) {
      begin(entries.next());
    } else {
      zip.close();
      ended = true;
    }
  }

  private void begin(JarEntry entry) throws IOException {
    ZipEntry copy = new ZipEntry(entry.getName());
    copy.setTime(entry.getTime());
    if (recipe.images().stream().anyMatch(image -> image.isImage(entry.getName()))) {
      copy.setMethod(ZipEntry.STORED);
      copy.setSize(entry.getSize());
      copy.setCrc(entry.getCrc());
    }
    zip.putNextEntry(copy);
    content = jar.getInputStream(entry);
  }

  @Override
  public void close() throws IOException {
    content.close();
    jar.close();
  }
}
