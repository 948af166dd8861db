package org.alfheim.deployer.internal;

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
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.alfheim.jni.jar.NativesJar;
import org.alfheim.names.RawText;
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
  static Dropped read(Path file, FileKind kind) throws IOException {
    return switch (kind) {
      case JAR -> {
        Optional<Dropped> natives = Natives.of(file);
        yield natives.isPresent() ? natives.get() : Jar.read(file);
      }
      case IMAGE, OTHER -> new Image(file, PluginBundle.of(file).withSource());
      case SPECIAL ->
          throw new FileSystemException(
              shown(file), null, "not a regular file; a plugin is a shared object or a bundle");
    };
  }

  /** The locations that a file can have. */
  static List<String> locations(Path file) {
    return List.of(ElfLocation.of(file), Jar.location(file));
  }

  /** Whether a bundle was made of a bare image. */
  static boolean isOfImage(Bundle bundle) {
    return bundle.getLocation().startsWith(ElfLocation.SCHEME + ":");
  }

  /** A file's path for people. */
  private static String shown(Path file) {
    return RawText.shown(RawText.of(file));
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
  record Image(Path file, PluginBundle plugin) implements Dropped {
    @Override
    public String location() {
      return ElfLocation.of(file);
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
          + RawText.of(file.getFileName());
    }

    @Override
    public boolean isShared() {
      return false;
    }
  }

  /**
   * A jar with native methods, made a bundle that is served.
   *
   * @param file its file
   * @param jar the bundle made of it
   */
  record Natives(Path file, NativesJar jar) implements Dropped {
    /** Empty if it is no such jar, or can't be read. */
    static Optional<Dropped> of(Path file) {
      if (Unopenable.is(file)) {
        return Optional.empty();
      }
      try {
        return NativesJar.of(file).map(jar -> new Natives(file, jar));
      } catch (IOException unreadable) {
        return Optional.empty();
      }
    }

    /** Whether a bundle was made of one. */
    static boolean isOne(Bundle bundle) {
      String provided = bundle.getHeaders("").get(Constants.PROVIDE_CAPABILITY);
      return provided != null && provided.contains(NativesJar.NAMESPACE);
    }

    @Override
    public String location() {
      return Jar.location(file);
    }

    @Override
    public InputStream openStream() throws IOException {
      return jar.openStream();
    }

    @Override
    public boolean isNamesakeOf(Bundle bundle) {
      return jar.symbolicName().equals(bundle.getSymbolicName())
          && Version.parseVersion(jar.version()).equals(bundle.getVersion());
    }

    @Override
    public String ownName() {
      return "remove one of the two";
    }

    @Override
    public boolean isShared() {
      return true;
    }
  }

  /**
   * A bundle as it is.
   *
   * @param file its file
   * @param symbolicName its symbolic name, without parameters
   * @param version its version, as it is written
   */
  record Jar(Path file, String symbolicName, String version) implements Dropped {
    static Jar read(Path file) throws IOException {
      if (!Files.exists(file)) {
        throw new NoSuchFileException(shown(file), null, "no such file");
      }
      if (!Files.isReadable(file)) {
        throw new FileSystemException(shown(file), null, "permission to read it is denied");
      }
      try {
        Manifest manifest = manifest(file);
        String name = manifest == null ? null : value(manifest, Constants.BUNDLE_SYMBOLICNAME);
        if (name == null) {
          throw new FileSystemException(
              shown(file),
              null,
              "this is no bundle, its manifest has no header Bundle-SymbolicName; only bundles and"
                  + " plugins are deployed");
        }
        String version = value(manifest, Constants.BUNDLE_VERSION);
        return new Jar(
            file, name.replaceFirst(";.*", "").strip(), version == null ? "0" : version.strip());
      } catch (ZipException damaged) {
        throw new FileSystemException(
            shown(file),
            null,
            "this is no jar, or a damaged one (" + damaged.getMessage() + "); copy it anew");
      }
    }

    private static String value(Manifest manifest, String header) {
      return manifest.getMainAttributes().getValue(header);
    }

    static String location(Path file) {
      // Only the URI of the path has the bytes of such a name.
      URI location = Unopenable.is(file) ? file.toUri() : file.toFile().toURI();
      return location.normalize().toString();
    }

    /**
     * The manifest of a jar.
     *
     * @return null if it has none
     * @throws IOException if it can't be read, or is no jar
     */
    static Manifest manifest(Path file) throws IOException {
      if (!Unopenable.is(file)) {
        try (JarFile jar = new JarFile(file.toFile())) {
          return jar.getManifest();
        }
      }
      try (ZipInputStream jar = new ZipInputStream(Files.newInputStream(file))) {
        ZipEntry entry = jar.getNextEntry();
        if (entry == null) {
          throw new ZipException("it has no entries");
        }
        while (entry != null && !entry.getName().equals(JarFile.MANIFEST_NAME)) {
          entry = jar.getNextEntry();
        }
        return entry == null ? null : new Manifest(jar);
      }
    }

    @Override
    public String location() {
      return location(file);
    }

    @Override
    public InputStream openStream() throws IOException {
      return Files.newInputStream(file);
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
