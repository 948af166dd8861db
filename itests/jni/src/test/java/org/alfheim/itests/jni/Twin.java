package org.alfheim.itests.jni;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import org.osgi.framework.Constants;

/** The same bundle under another name, with classes of its own. */
final class Twin {
  private static final Pattern CLAUSE = Pattern.compile("(?:[^,\"]|\"[^\"]*\")+");

  private Twin() {}

  static byte[] of(byte[] bundle) throws IOException {
    ByteArrayOutputStream twin = new ByteArrayOutputStream();
    try (JarInputStream jar = new JarInputStream(new ByteArrayInputStream(bundle))) {
      Manifest manifest = jar.getManifest();
      Attributes headers = manifest.getMainAttributes();
      String name = headers.getValue(Constants.BUNDLE_SYMBOLICNAME).replaceFirst(";.*", "");
      headers.putValue(Constants.BUNDLE_SYMBOLICNAME, name + ".twin");
      headers.putValue(
          Constants.IMPORT_PACKAGE,
          others(
              headers.getValue(Constants.IMPORT_PACKAGE),
              headers.getValue(Constants.EXPORT_PACKAGE)));
      try (JarOutputStream out = new JarOutputStream(twin, manifest)) {
        out.setLevel(Deflater.NO_COMPRESSION);
        for (JarEntry entry = jar.getNextJarEntry(); entry != null; entry = jar.getNextJarEntry()) {
          out.putNextEntry(new JarEntry(entry.getName()));
          jar.transferTo(out);
        }
      }
    }
    return twin.toByteArray();
  }

  /** What is imported and not exported; something has to be. */
  private static String others(String imports, String exports) {
    StringBuilder others = new StringBuilder("org.osgi.framework");
    Matcher clauses = CLAUSE.matcher(imports == null ? "" : imports);
    while (clauses.find()) {
      String path = clauses.group().replaceFirst(";.*", "").strip();
      if (!path.equals("org.osgi.framework")
          && !(exports != null && exports.matches("(?s).*\\b" + Pattern.quote(path) + "\\b.*"))) {
        others.append(',').append(clauses.group().strip());
      }
    }
    return others.toString();
  }
}
