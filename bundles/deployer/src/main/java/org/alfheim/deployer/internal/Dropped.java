package org.alfheim.deployer.internal;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipException;
import org.alfheim.wrap.PluginBundle;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;

/** The bundle that a file of the drop folder is, or becomes. */
sealed interface Dropped {

  /** Where it is installed from: what File Install recognises after a restart. */
  String location();

  /** The jar. */
  InputStream openStream() throws IOException;

  /** Whether a bundle has this symbolic name and version, of which a framework has one only. */
  boolean isNamesakeOf(Bundle bundle);

  /** What can be done about a namesake, where the file can't say more than it says. */
  String ownName();

  /** Whether others may have classes of it, so that they have to be told of a change. */
  boolean isShared();

  /**
   * Reads a file.
   *
   * @throws IOException if it can't be read, or is no bundle; the message is one line that names it
   * @throws org.alfheim.elf.ElfException if it is named as an image and is none
   */
  static Dropped read(File file, FileKind kind) throws IOException {
    return switch (kind) {
      case JAR -> Jar.read(file);
      case IMAGE, OTHER -> new Image(file, PluginBundle.of(file.toPath()).withSource());
      case SPECIAL ->
          throw new FileSystemException(
              file.toString(), null, "not a regular file; a plugin is a shared object or a bundle");
    };
  }

  /** The locations that a file can have. */
  static List<String> locations(File file) {
    return List.of(ElfLocation.of(file.toPath()), Jar.location(file));
  }

  /** Whether a bundle was made of a bare image. */
  static boolean isOfImage(Bundle bundle) {
    return bundle.getLocation().startsWith(ElfLocation.SCHEME + ":");
  }

  /** The file of a location. */
  static Optional<Path> file(String location) {
    try {
      return location.startsWith(ElfLocation.SCHEME + ":")
          ? ElfLocation.parse(location).file()
          : Optional.of(Path.of(URI.create(location)));
    } catch (MalformedLocationException
        | IllegalArgumentException
        | FileSystemNotFoundException foreign) {
      return Optional.empty();
    }
  }

  /**
   * A bare image.
   *
   * @param file its file
   * @param plugin the bundle made of it
   */
  record Image(File file, PluginBundle plugin) implements Dropped {
    @Override
    public String location() {
      return ElfLocation.of(file.toPath());
    }

    @Override
    public InputStream openStream() {
      return plugin.openStream();
    }

    @Override
    public boolean isNamesakeOf(Bundle bundle) {
      return plugin.symbolicName().equals(bundle.getSymbolicName())
          && Version.parseVersion(plugin.version()).equals(bundle.getVersion());
    }

    @Override
    public String ownName() {
      return "a bundle's name comes from DT_SONAME, or without one from the file's name; remove one"
          + " of the two files, or make a bundle with a name of its own: alfheim wrap --name NAME "
          + file.getName();
    }

    @Override
    public boolean isShared() {
      return false;
    }
  }

  /**
   * A bundle as it is.
   *
   * @param file its file
   * @param symbolicName its symbolic name, without parameters
   * @param version its version, as it is written
   */
  record Jar(File file, String symbolicName, String version) implements Dropped {
    static Jar read(File file) throws IOException {
      if (!file.exists()) {
        throw new NoSuchFileException(file.toString(), null, "no such file");
      }
      if (!file.canRead()) {
        throw new FileSystemException(file.toString(), null, "permission to read it is denied");
      }
      try (JarFile jar = new JarFile(file)) {
        Manifest manifest = jar.getManifest();
        String name = manifest == null ? null : value(manifest, Constants.BUNDLE_SYMBOLICNAME);
        if (name == null) {
          throw new FileSystemException(
              file.toString(),
              null,
              "this is no bundle, its manifest has no header Bundle-SymbolicName; only bundles and"
                  + " plugins are deployed");
        }
        String version = value(manifest, Constants.BUNDLE_VERSION);
        return new Jar(
            file, name.replaceFirst(";.*", "").strip(), version == null ? "0" : version.strip());
      } catch (ZipException damaged) {
        throw new FileSystemException(
            file.toString(),
            null,
            "this is no jar, or a damaged one (" + damaged.getMessage() + "); copy it anew");
      }
    }

    private static String value(Manifest manifest, String header) {
      return manifest.getMainAttributes().getValue(header);
    }

    static String location(File file) {
      return file.toURI().normalize().toString();
    }

    @Override
    public String location() {
      return location(file);
    }

    @Override
    public InputStream openStream() throws IOException {
      return Files.newInputStream(file.toPath());
    }

    @Override
    public boolean isNamesakeOf(Bundle bundle) {
      return symbolicName.equals(bundle.getSymbolicName())
          && Version.parseVersion(version).equals(bundle.getVersion());
    }

    @Override
    public String ownName() {
      return "remove one of the two, or give this one another Bundle-SymbolicName or Bundle-Version";
    }

    @Override
    public boolean isShared() {
      return true;
    }
  }
}
