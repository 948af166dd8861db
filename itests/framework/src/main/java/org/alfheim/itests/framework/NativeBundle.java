package org.alfheim.itests.framework;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

/** A plugin bundle, written by hand as a user would: a manifest and images. */
final class NativeBundle {
  private final String symbolicName;
  private final Manifest manifest = new Manifest();
  private final Map<String, byte[]> entries = new LinkedHashMap<>();

  private NativeBundle(String symbolicName) {
    this.symbolicName = symbolicName;
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue("Bundle-ManifestVersion", "2");
    main.putValue("Bundle-SymbolicName", symbolicName);
    main.putValue("Bundle-Version", "1.0.0");
    main.putValue("Bundle-Activator", "org.alfheim.activator.PluginActivator");
    main.putValue(
        "Import-Package",
        "org.alfheim.activator;version=\"[1.0,2)\",org.alfheim.itests.framework.contract");
  }

  static NativeBundle named(String symbolicName) {
    return new NativeBundle(symbolicName);
  }

  /** The header {@code Native-Plugin}. */
  NativeBundle plugin(String header) {
    manifest.getMainAttributes().putValue("Native-Plugin", header);
    return this;
  }

  NativeBundle header(String name, String value) {
    manifest.getMainAttributes().putValue(name, value);
    return this;
  }

  /** Takes a header away that a plugin bundle has. */
  NativeBundle without(String name) {
    manifest.getMainAttributes().remove(new Attributes.Name(name));
    return this;
  }

  /** An image of the tests, under a path in the bundle. */
  NativeBundle image(String path, String image) {
    return entry(path, Image.bytes(image));
  }

  NativeBundle entry(String path, byte[] content) {
    entries.put(path, content);
    return this;
  }

  InputStream jar() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        jar.putNextEntry(stored(entry.getKey(), entry.getValue()));
        jar.write(entry.getValue());
        jar.closeEntry();
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return new ByteArrayInputStream(bytes.toByteArray());
  }

  /** As it is: an image that is packed has to be unpacked at each start. */
  private static JarEntry stored(String name, byte[] content) {
    CRC32 checksum = new CRC32();
    checksum.update(content);
    JarEntry entry = new JarEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(checksum.getValue());
    return entry;
  }

  Bundle install(BundleContext context) throws BundleException {
    return context.installBundle("test:" + symbolicName, jar());
  }
}
