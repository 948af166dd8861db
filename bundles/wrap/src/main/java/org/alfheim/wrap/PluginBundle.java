package org.alfheim.wrap;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.Manifest;
import org.alfheim.elf.SharedObject;
import org.alfheim.loader.CarriedTypes;
import org.alfheim.names.RawText;
import org.alfheim.plugin.spi.PluginSource;

/** A plugin bundle made from an image. Immutable as long as the image's bytes are. */
public final class PluginBundle {
  /** What one Java array can hold on every JVM. */
  private static final long MAXIMUM_SIZE = Integer.MAX_VALUE - 8L;

  private final WrappedManifest manifest;
  private final byte[] image;
  private final Optional<WrappedObject> object;
  private final CarriedTypes types;
  private final Optional<Path> file;
  private final List<String> warnings;

  private PluginBundle(
      WrappedManifest manifest,
      byte[] image,
      Optional<WrappedObject> object,
      CarriedTypes types,
      Optional<Path> file,
      List<String> warnings) {
    this.manifest = manifest;
    this.image = image;
    this.object = object;
    this.types = types;
    this.file = file;
    this.warnings = List.copyOf(warnings);
  }

  /**
   * Makes a bundle from a file, without options.
   *
   * @param file an ELF64/amd64 shared object
   * @return the bundle
   * @throws IOException if there is no such file or it can't be read; the message is one line that
   *     names the file
   * @throws org.alfheim.elf.ElfException if it is not such a shared object, or a Go plugin that
   *     exports nothing
   */
  public static PluginBundle of(Path file) throws IOException {
    return of(file, WrapOptions.NONE);
  }

  /**
   * Makes a bundle from a file. A relocatable object or an archive is linked, and the shared object
   * that it becomes goes into the bundle. Its name is that of the real file, not of a link to it:
   * {@code libz.so.1} often is a link to {@code libz.so.1.2.13}, which says more. Links are
   * followed once: what is read is the file of the path that {@link #file} tells, whatever becomes
   * of them.
   *
   * @param file an ELF64/amd64 shared object
   * @param options what the image does not say
   * @return the bundle
   * @throws IOException if there is no such file or it can't be read; the message is one line that
   *     names the file
   * @throws org.alfheim.elf.ElfException if it is not such a shared object, or a Go plugin that
   *     exports nothing
   * @throws WrapException if an option does not fit the image
   */
  public static PluginBundle of(Path file, WrapOptions options) throws IOException {
    Path real = checked(file);
    String name = RawText.of(real.getFileName());
    WrappedFile image = WrappedFile.of(new PluginSource.OfFile(real), name, read(real), options);
    return make(shown(file), image, options, Optional.of(real));
  }

  /**
   * Makes a bundle from relocatable objects and archives, which are linked into one image.
   *
   * @param files the files, in their order; at least one
   * @param options what they do not say
   * @return the bundle; of several files it has no {@link #file}
   * @throws IOException if there is no such file or it can't be read; the message is one line that
   *     names the file
   * @throws org.alfheim.elf.ElfException if they can't become one shared object
   * @throws WrapException if an option does not fit the image
   */
  public static PluginBundle of(List<Path> files, WrapOptions options) throws IOException {
    if (files.size() == 1) {
      return of(files.getFirst(), options);
    }
    List<Path> reals = new ArrayList<>();
    for (Path file : files) {
      reals.add(checked(file));
    }
    return make(shown(files.getFirst()), WrappedFile.of(reals, options), options, Optional.empty());
  }

  private static String shown(Path file) {
    return RawText.shown(RawText.of(file));
  }

  /** The real path of a file that can be read. */
  private static Path checked(Path file) throws IOException {
    String shown = shown(file);
    if (!Files.exists(file)) {
      throw new NoSuchFileException(shown, null, "no such file");
    }
    if (!Files.isRegularFile(file)) {
      throw new FileSystemException(
          shown,
          null,
          Files.isDirectory(file) ? "it is a directory, not a file" : "not a regular file");
    }
    if (!Files.isReadable(file)) {
      throw new FileSystemException(shown, null, "permission to read it is denied");
    }
    if (Files.size(file) > MAXIMUM_SIZE) {
      throw new FileSystemException(
          shown, null, "larger than the 2 GiB that a bundle entry can have");
    }
    return file.toRealPath();
  }

  private static byte[] read(Path real) throws IOException {
    try (InputStream content = Files.newInputStream(real, LinkOption.NOFOLLOW_LINKS)) {
      return content.readAllBytes();
    }
  }

  /**
   * Makes a bundle from an image in memory.
   *
   * @param name the image's file name; of a path, the last part counts
   * @param image the whole image; it is kept, not copied, and must not change
   * @param options what the image does not say
   * @return the bundle
   * @throws org.alfheim.elf.ElfException if it is not an ELF64/amd64 shared object, or a Go plugin
   *     that exports nothing
   * @throws WrapException if an option does not fit the image
   */
  public static PluginBundle of(String name, byte[] image, WrapOptions options) {
    String file = name.substring(name.lastIndexOf('/') + 1);
    WrappedFile wrapped =
        WrappedFile.of(
            new PluginSource.InMemory(name, MemorySegment.ofArray(image)),
            file.isEmpty() ? "plugin.so" : file,
            image,
            options);
    return make(name, wrapped, options, Optional.empty());
  }

  private static PluginBundle make(
      String shown, WrappedFile wrapped, WrapOptions options, Optional<Path> source) {
    byte[] image = wrapped.bytes();
    SharedObject object = SharedObject.parse(shown, MemorySegment.ofArray(image).asReadOnly());
    // Headers and jars have text alone: a byte that is not UTF-8 is in them what people read of it.
    String file = RawText.shown(wrapped.file()).replaceAll("\\p{Cntrl}", "_");
    PluginImage plain = PluginImage.of("lib/" + file, object, options);
    // What a Go plugin exports has types of Go, and is not among the symbols of ELF.
    CarriedTypes types =
        plain.go().isPresent() ? CarriedTypes.none() : CarriedTypes.of(shown, object);
    PluginImage described = types.btf().isPresent() ? plain.typed() : plain;
    return new PluginBundle(
        new WrappedManifest(described), image, wrapped.object(), types, source, wrapped.warnings());
  }

  /**
   * The same bundle, for whoever installs it at once. Its manifest tells the file in the header
   * {@value PluginHeaders#SOURCE}, and a relocatable object or an archive is in it as it was read,
   * and is linked when it is opened: so a policy sees the file that people know. One that is given
   * away tells nobody where it was made, and needs no linker.
   *
   * <p>A thin archive and a linker script, which lead to other files, are linked beforehand.
   */
  public PluginBundle withSource() {
    return new PluginBundle(
        new WrappedManifest(manifest.image(), file.map(Path::toUri), object),
        image,
        object,
        types,
        file,
        warnings);
  }

  /**
   * The same bundle, with what the library's headers say of the types of its symbols.
   *
   * @param headers what a program includes, such as {@code zlib.h}, or paths of files
   * @param flags more for the C compiler, such as {@code -Iinclude}
   * @return the bundle
   * @throws org.alfheim.types.TypesException if the compiler can't be run, a header is missing or
   *     has an error, or they declare nothing that the image exports
   */
  public PluginBundle withHeaders(List<String> headers, List<String> flags) {
    PluginImage described = manifest.image();
    SharedObject shared = SharedObject.parse(described.file(), image());
    CarriedTypes said = CarriedTypes.withHeaders(described.file(), shared, headers, flags);
    PluginImage typed = said.btf().isPresent() ? described.typed() : described;
    return new PluginBundle(manifest.with(typed), image, object, said, file, warnings);
  }

  /** What may not be as it was meant in an image that was linked, a line for each. */
  public List<String> warnings() {
    return warnings;
  }

  /**
   * The file that was read, by its real path; empty for an image in memory, or of several files.
   */
  public Optional<Path> file() {
    return file;
  }

  /** The plugin's name: the one that it was given, or else that of the file. */
  public String name() {
    return manifest.image().name();
  }

  /** The bundle's symbolic name. */
  public String symbolicName() {
    return manifest.symbolicName();
  }

  /** The bundle's version, in OSGi's form. */
  public String version() {
    return manifest.version();
  }

  /** The path in the bundle of the image, or of the object that is linked when it is opened. */
  public String entry() {
    return manifest.entry();
  }

  /** The image, read-only. */
  public MemorySegment image() {
    return MemorySegment.ofArray(image).asReadOnly();
  }

  /** The types of the image's symbols, which the bundle carries beside it. */
  public CarriedTypes types() {
    return types;
  }

  /** The bundle's manifest; a new one each time. */
  public Manifest manifest() {
    return manifest.manifest();
  }

  /**
   * Writes the jar and flushes, but does not close the stream.
   *
   * @param output where to write to
   * @throws IOException if the stream can't be written to
   */
  public void writeTo(OutputStream output) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put(entry(), manifest.object().map(WrappedObject::content).orElse(image));
    manifest.image().types().ifPresent(path -> entries.put(path, types.btf().orElseThrow()));
    StoredJar.write(output, manifest(), entries);
  }

  /** The jar. */
  public InputStream openStream() {
    ByteArrayOutputStream jar = new ByteArrayOutputStream(image.length + 4096);
    try {
      writeTo(jar);
    } catch (IOException impossible) {
      throw new UncheckedIOException("writing to memory failed", impossible);
    }
    return new ByteArrayInputStream(jar.toByteArray());
  }
}
