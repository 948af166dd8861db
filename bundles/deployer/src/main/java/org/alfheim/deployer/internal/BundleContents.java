package org.alfheim.deployer.internal;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.osgi.framework.Bundle;

/**
 * What is in a bundle.
 *
 * @param bundle the bundle
 */
record BundleContents(Bundle bundle) {

  /** Whether a jar has the same files, with the same contents. */
  boolean areThoseOf(InputStream jar) {
    int files = 0;
    try (ZipInputStream zip = new ZipInputStream(jar)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (!entry.isDirectory()) {
          if (!Arrays.equals(zip.readAllBytes(), content(entry.getName()))) {
            return false;
          }
          files++;
        }
      }
    } catch (IOException | IllegalArgumentException unreadable) {
      return false;
    }
    return files == files("/");
  }

  private byte[] content(String path) throws IOException {
    URL entry = bundle.getEntry(path);
    if (entry == null) {
      return null;
    }
    try (InputStream content = entry.openStream()) {
      return content.readAllBytes();
    }
  }

  private int files(String folder) {
    Enumeration<String> paths = bundle.getEntryPaths(folder);
    return paths == null
        ? 0
        : Collections.list(paths).stream()
            .mapToInt(path -> path.endsWith("/") ? files(path) : 1)
            .sum();
  }
}
