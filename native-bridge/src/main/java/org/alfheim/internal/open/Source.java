package org.alfheim.internal.open;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alfheim.elf.ElfException;
import org.alfheim.elf.FileParts;
import org.alfheim.elf.SharedObject;
import org.alfheim.internal.admission.WholeImage;
import org.alfheim.internal.carrier.Identity;
import org.alfheim.internal.process.libc.FileName;
import org.alfheim.internal.process.libc.NativeAccess;
import org.alfheim.internal.process.libc.ProcessException;
import org.alfheim.internal.process.map.SealedImage;
import org.alfheim.plugin.InvalidImageException;
import org.alfheim.plugin.OpenOptions;
import org.alfheim.plugin.Plugin;
import org.alfheim.plugin.TypeSource;
import org.alfheim.plugin.spi.PluginSource;

/**
 * An image that is to be opened.
 *
 * @param origin where it comes from
 * @param bytes where its bytes are to be had
 * @param options how
 * @param dependencies the plugins of the options that come first where it needs a library
 * @param setting where it stands among others
 */
record Source(
    Origin origin,
    Bytes bytes,
    OpenOptions options,
    List<LoadedPlugin> dependencies,
    Setting setting) {
  Source {
    dependencies = List.copyOf(dependencies);
  }

  Source(Origin origin, Bytes bytes, OpenOptions options, List<LoadedPlugin> dependencies) {
    this(origin, bytes, options, dependencies, Setting.USUAL);
  }

  /** The same image in another setting. */
  Source in(Setting other) {
    return new Source(origin, bytes, options, dependencies, other);
  }

  /** How it is known to the C library's loader. */
  Identity identity() {
    Identity usual = origin.identity();
    return setting.apart() ? new Identity(usual.name(), usual.directory(), false) : usual;
  }

  /** Where an image is to be had. */
  sealed interface Bytes extends WholeImage permits InMemory, OfFile, StreamedImage, LinkedBytes {
    /** Copies what is needed of it. */
    SealedImage seal() throws IOException;
  }

  /** An image in memory. */
  private record InMemory(String name, MemorySegment image) implements Bytes {
    @Override
    public SealedImage seal() {
      return SealedImage.of(name, image);
    }

    @Override
    public MemorySegment whole(Arena arena) {
      return MemorySegment.ofArray(image.toArray(ValueLayout.JAVA_BYTE)).asReadOnly();
    }
  }

  /** A file. */
  private record OfFile(String shown, Path real) implements Bytes {
    @Override
    public SealedImage seal() throws IOException {
      return sealFile(shown, real);
    }

    @Override
    public MemorySegment whole(Arena arena) throws IOException {
      return SealedImage.whole(real, arena);
    }
  }

  /**
   * Whether an image which goes by the same key is made of these bytes, as far as they are mapped
   * or read. Of a file it is the path that counts; of objects the key has a digest.
   */
  boolean isOf(SharedObject image) {
    if (bytes instanceof StreamedImage streamed) {
      return streamed.isThatOf(image);
    }
    return !(bytes instanceof InMemory(String _, MemorySegment given))
        || FileParts.same(image.bytes(), given);
  }

  /** Who knows the types of its symbols, where no file does. */
  List<TypeSource> ownTypes() {
    return bytes instanceof LinkedBytes linked ? linked.types() : List.of();
  }

  /** What may not be as it was meant in what was linked. */
  List<String> warnings() {
    return bytes instanceof LinkedBytes linked ? linked.warnings() : List.of();
  }

  /** Whether one file says all: the members of a thin archive lie beside it. */
  boolean isOneFile() {
    return origin.file().isPresent() && origin.objects().size() <= 1;
  }

  /** Gives up what was read and has not been used. */
  void discard() {
    if (bytes instanceof StreamedImage streamed) {
      streamed.discard();
    }
  }

  /** The same image under another key, where the bytes of the first are others. */
  Source under(int number) {
    return new Source(origin.under(number), bytes, options, dependencies, setting);
  }

  /**
   * An image that somebody asks for.
   *
   * @throws IllegalArgumentException if a dependency is not open in this process, or not by this
   *     loader
   * @throws InvalidImageException if there is no such file, or no byte, or a stream fails
   * @throws org.alfheim.plugin.ResourceException if there is no room for what a stream brings
   */
  static Source of(PluginSource source, OpenOptions options) {
    Optional<Source> objects = ObjectSource.of(source, options, loaded(options));
    if (objects.isPresent()) {
      return objects.get();
    }
    /* No switch: the first over types spins classes for a millisecond or two. */
    if (source instanceof PluginSource.OfFile(Path file)) {
      return file(file, options);
    }
    if (source instanceof PluginSource.OfStream stream) {
      return stream(stream, options);
    }
    PluginSource.InMemory inMemory = (PluginSource.InMemory) source;
    return memory(inMemory.name(), array(inMemory.image()), options);
  }

  private static byte[] array(MemorySegment image) {
    return image.heapBase().orElse(null) instanceof byte[] array && array.length == image.byteSize()
        ? array
        : image.toArray(ValueLayout.JAVA_BYTE);
  }

  private static List<LoadedPlugin> loaded(OpenOptions options) {
    List<LoadedPlugin> loaded = new ArrayList<>();
    for (Plugin dependency : options.dependencies()) {
      if (dependency instanceof LoadedGoPlugin) {
        throw new IllegalArgumentException(
            dependency.name() + " can't be a dependency: it is a Go plugin, and no library");
      }
      if (!(dependency instanceof LoadedPlugin here)) {
        throw new IllegalArgumentException(
            dependency.name()
                + " can't be a dependency: it was not opened in this process by this loader");
      }
      loaded.add(here);
    }
    return loaded;
  }

  private static Source file(Path given, OpenOptions options) {
    List<LoadedPlugin> dependencies = loaded(options);
    String shown = FileName.shown(given);
    try {
      Path real = given.toRealPath();
      String name = String.valueOf(real.getFileName());
      Optional<Path> folder = Optional.ofNullable(given.toAbsolutePath().getParent());
      String key = FileName.exact(real) + runtime(options);
      Origin origin = new Origin(shown, name, key, Optional.of(real), folder);
      return new Source(origin, new OfFile(shown, real), options, dependencies);
    } catch (NoSuchFileException e) {
      throw unreadable(shown, "no such file", e);
    } catch (IOException e) {
      throw unreadable(shown, Refusals.reason(e), e);
    }
  }

  /** What is asked of a large file before it is copied. */
  private record Start(String shown) implements SealedImage.Check {
    @Override
    public void check(MemorySegment start) {
      SharedObject.checkStart(shown, start);
    }
  }

  private static SealedImage sealFile(String shown, Path real) throws IOException {
    BasicFileAttributes file = Files.readAttributes(real, BasicFileAttributes.class);
    if (file.isDirectory()) {
      throw unreadable(shown, "it is a directory, not a file", null);
    }
    if (!file.isRegularFile()) {
      throw unreadable(shown, "it is not a regular file", null);
    }
    if (file.size() == 0) {
      throw unreadable(shown, "the file is empty; only ELF64 supported", null);
    }
    return SealedImage.of(real, new Start(shown));
  }

  private static Source memory(String displayName, byte[] image, OpenOptions options) {
    List<LoadedPlugin> dependencies = loaded(options);
    if (image.length == 0) {
      throw unreadable(displayName, "the image is empty; only ELF64 supported", null);
    }
    Origin origin = origin(displayName, Fingerprint.of(image), options);
    return memory(origin, image, options, dependencies);
  }

  /** Reads it: its fingerprint is part of what it is known by. */
  private static Source stream(PluginSource.OfStream stream, OpenOptions options) {
    String displayName = stream.name();
    List<LoadedPlugin> dependencies = loaded(options);
    Fingerprint fingerprint = new Fingerprint();
    try {
      NativeAccess.check();
      StreamedImage image =
          StreamedImage.read(stream, nameOf(displayName), fingerprint, new Start(displayName));
      Origin origin = origin(displayName, fingerprint.after(image.size()), options);
      return new Source(origin, image, options, dependencies);
    } catch (ProcessException | ElfException e) {
      throw Refusals.translate(displayName, e);
    } catch (IOException e) {
      throw unreadable(displayName, Refusals.reason(e), e);
    }
  }

  private static String nameOf(String displayName) {
    return displayName.substring(displayName.lastIndexOf('/') + 1);
  }

  private static Origin origin(String displayName, String fingerprint, OpenOptions options) {
    return new Origin(
        displayName,
        nameOf(displayName),
        key(displayName, fingerprint, options),
        Optional.empty(),
        options.folder().filter(FileName::isUtf8));
  }

  /** What identifies an image that is not read from a file. */
  static String key(String displayName, String fingerprint, OpenOptions options) {
    return displayName + Origin.FINGERPRINT + fingerprint + setting(options, loaded(options));
  }

  /** What else identifies it. */
  static String setting(OpenOptions options, List<LoadedPlugin> dependencies) {
    StringBuilder key = new StringBuilder();
    /* Crash reports call an image by what comes after the last slash of its name. */
    for (LoadedPlugin needed : dependencies) {
      key.append('+').append(needed.location().replace('/', '|'));
    }
    if (options.folder().isPresent()) {
      key.append('@').append(FileName.exact(options.folder().get()).replace('/', '|'));
    }
    return key.append(runtime(options)).toString();
  }

  /** In another runtime of Go's it is another plugin. */
  private static String runtime(OpenOptions options) {
    Optional<String> runtime = options.goRuntime();
    return runtime.isPresent() ? "!" + runtime.get().replace('/', '|') : "";
  }

  static Source memory(
      Origin origin, byte[] image, OpenOptions options, List<LoadedPlugin> dependencies) {
    MemorySegment bytes = MemorySegment.ofArray(image).asReadOnly();
    return new Source(origin, new InMemory(origin.name(), bytes), options, dependencies);
  }

  SealedImage seal() {
    String name = origin.displayName();
    try {
      return bytes.seal();
    } catch (ProcessException | ElfException e) {
      throw Refusals.translate(name, e);
    } catch (IOException e) {
      throw unreadable(name, Refusals.reason(e), e);
    }
  }

  private static InvalidImageException unreadable(String name, String problem, IOException cause) {
    return new InvalidImageException(name, "file", -1, name + ": " + problem, cause);
  }
}
