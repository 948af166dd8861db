package org.alfheim.internal.open;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.alfheim.elf.SharedObject;
import org.alfheim.internal.objects.ObjectFile;
import org.alfheim.internal.objects.ObjectFiles;
import org.alfheim.internal.process.libc.FileName;
import org.alfheim.plugin.InvalidImageException;
import org.alfheim.plugin.Linking;
import org.alfheim.plugin.OpenOptions;
import org.alfheim.plugin.Plugin;
import org.alfheim.plugin.spi.PluginSource;

/** Images that are linked of relocatable objects and archives when they are opened. */
public final class ObjectSource {
  /** What the name of a shared object has in it: nobody looks into such a file beforehand. */
  private static final String SHARED = ".so";

  /** More files than these are not all called by name. */
  private static final int CALLED = 3;

  private ObjectSource() {}

  /**
   * What is linked, if a source is not a shared object.
   *
   * @throws InvalidImageException if there is no such file, or it can't be read
   */
  static Optional<Source> of(
      PluginSource source, OpenOptions options, List<LoadedPlugin> dependencies) {
    /* No switch: the first over types spins classes for a millisecond or two. */
    if (source instanceof PluginSource.OfObjects objects) {
      return Optional.of(of(objects.parts(), options, dependencies));
    }
    return isObject(source)
        ? Optional.of(of(List.of(source), options, dependencies))
        : Optional.empty();
  }

  private static boolean isObject(PluginSource source) {
    if (source instanceof PluginSource.InMemory(String name, MemorySegment image)) {
      return ObjectFile.isMeant(name, image);
    }
    return !lastPart(source.toString()).contains(SHARED) && startsAsObject(source);
  }

  private static boolean startsAsObject(PluginSource source) {
    try (InputStream content = stream(source)) {
      byte[] start = content.readNBytes(ObjectFile.START);
      return ObjectFile.isMeant(source.toString(), MemorySegment.ofArray(start));
    } catch (IOException unreadable) {
      return false; // Who opens it says why.
    }
  }

  private static InputStream stream(PluginSource source) throws IOException {
    if (source instanceof PluginSource.OfStream stream) {
      return stream.content().open();
    }
    Path file = ((PluginSource.OfFile) source).file();
    /* To open a pipe is to wait for who writes to it. */
    return Files.isRegularFile(file) ? Files.newInputStream(file) : InputStream.nullInputStream();
  }

  private static Source of(
      List<PluginSource> parts, OpenOptions options, List<LoadedPlugin> dependencies) {
    ObjectFiles files = files(parts);
    Origin origin = origin(parts, files, options, dependencies);
    LinkedBytes bytes =
        new LinkedBytes(origin.name(), files, options.linking(), () -> open(dependencies));
    return new Source(origin, bytes, options, dependencies);
  }

  /**
   * Reads what is linked.
   *
   * @param parts where each object or archive is to be had
   * @throws InvalidImageException if one can't be read
   */
  public static ObjectFiles files(List<PluginSource> parts) {
    List<ObjectFile> read = new ArrayList<>();
    for (PluginSource part : parts) {
      read.add(read(part));
    }
    return ObjectFiles.of(read);
  }

  private static ObjectFile read(PluginSource part) {
    String shown = shown(part);
    try {
      if (part instanceof PluginSource.OfFile(Path file)) {
        Path real = file.toRealPath();
        if (!Files.isRegularFile(real)) {
          throw unreadable(shown, "it is not a regular file", null);
        }
        byte[] content = Files.readAllBytes(real);
        return new ObjectFile(
            shown, Optional.of(real), MemorySegment.ofArray(content).asReadOnly());
      }
      if (part instanceof PluginSource.InMemory(String _, MemorySegment image)) {
        byte[] copy = image.toArray(ValueLayout.JAVA_BYTE);
        return new ObjectFile(shown, Optional.empty(), MemorySegment.ofArray(copy).asReadOnly());
      }
      PluginSource.OfStream stream = (PluginSource.OfStream) part;
      try (InputStream content = stream.content().open()) {
        byte[] all = content.readAllBytes();
        if (stream.size() != PluginSource.OfStream.UNKNOWN && stream.size() != all.length) {
          throw unreadable(
              shown, all.length + " bytes have come, and it was to be " + stream.size(), null);
        }
        return new ObjectFile(shown, Optional.empty(), MemorySegment.ofArray(all).asReadOnly());
      }
    } catch (NoSuchFileException e) {
      throw unreadable(shown, "no such file", e);
    } catch (IOException e) {
      throw unreadable(shown, Refusals.reason(e), e);
    }
  }

  private static InvalidImageException unreadable(String name, String problem, IOException cause) {
    return new InvalidImageException(name, "file", -1, name + ": " + problem, cause);
  }

  private static String shown(PluginSource part) {
    return part instanceof PluginSource.OfFile(Path file) ? FileName.shown(file) : part.toString();
  }

  private static Origin origin(
      List<PluginSource> parts,
      ObjectFiles files,
      OpenOptions options,
      List<LoadedPlugin> dependencies) {
    List<String> shown = parts.stream().map(ObjectSource::shown).toList();
    List<ObjectFile> named = files.named();
    boolean inFiles = named.stream().allMatch(file -> file.path().isPresent());
    String name = called(named.stream().map(file -> lastPart(nameOf(file))).toList());
    StringBuilder key = new StringBuilder();
    for (ObjectFile file : named) {
      String exact = file.path().isPresent() ? FileName.exact(file.path().get()) : file.name();
      key.append(key.isEmpty() ? exact : "+" + exact.replace('/', '|'));
    }
    key.append(Origin.LINKED).append(files.digest()).append(linking(options.linking()));
    if (!inFiles) {
      key.append(Source.setting(options, dependencies));
    }
    Optional<Path> file =
        inFiles && named.size() == 1 ? named.getFirst().path() : Optional.<Path>empty();
    Optional<Path> folder =
        inFiles ? folder(parts.getFirst()) : options.folder().filter(FileName::isUtf8);
    List<String> objects = files.all().stream().map(ObjectSource::nameOf).toList();
    return new Origin(called(shown), name, key.toString(), file, folder, objects);
  }

  private static String nameOf(ObjectFile file) {
    return file.path().map(FileName::shown).orElse(file.name());
  }

  private static Optional<Path> folder(PluginSource part) {
    return Optional.ofNullable(((PluginSource.OfFile) part).file().toAbsolutePath().getParent());
  }

  /** What was linked in another way is another plugin. */
  private static String linking(Linking how) {
    if (how.isUsual()) {
      return "";
    }
    String text =
        (how.referred() ? "!referred" : "")
            + (how.symbolic() ? "!symbolic" : "")
            + how.soname().map("!soname="::concat).orElse("")
            + (how.needs().isEmpty() ? "" : "!needs=" + String.join(",", how.needs()));
    return text.replace('/', '|');
  }

  private static String called(List<String> names) {
    return names.size() <= CALLED
        ? String.join("+", names)
        : names.getFirst() + "+" + (names.size() - 1) + " others";
  }

  private static String lastPart(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  /** The images that may define what objects lack: those that come first, and then all others. */
  private static List<SharedObject> open(List<LoadedPlugin> dependencies) {
    Map<String, SharedObject> open = new LinkedHashMap<>();
    dependencies.forEach(plugin -> open.putIfAbsent(plugin.neededName(), named(plugin)));
    for (Plugin plugin : ImageLoader.shared().opened()) {
      if (plugin instanceof LoadedPlugin loaded && !open.containsKey(plugin.neededName())) {
        open.put(plugin.neededName(), named(loaded));
      }
    }
    return List.copyOf(open.values());
  }

  private static SharedObject named(LoadedPlugin plugin) {
    return plugin.soname().isPresent()
        ? plugin.elf()
        : SharedObject.parse(plugin.neededName(), plugin.elf().bytes());
  }
}
