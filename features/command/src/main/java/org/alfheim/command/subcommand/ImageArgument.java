package org.alfheim.command.subcommand;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.alfheim.command.terminal.CommandException;
import org.alfheim.command.terminal.Terminal;
import org.alfheim.elf.SharedObject;
import org.alfheim.internal.objects.ObjectFiles;
import org.alfheim.internal.objects.ObjectLink;
import org.alfheim.internal.objects.ObjectLinker;
import org.alfheim.internal.open.ObjectSource;
import org.alfheim.internal.process.libc.FileName;
import org.alfheim.internal.symboltypes.ImageBytes;
import org.alfheim.internal.symboltypes.ImageTypes;
import org.alfheim.loader.LinkedObjects;
import org.alfheim.loader.Loader;
import org.alfheim.plugin.InvalidImageException;
import org.alfheim.plugin.Linking;
import org.alfheim.plugin.LocalPlugin;
import org.alfheim.plugin.OpenOptions;
import org.alfheim.plugin.Waiver;
import org.alfheim.plugin.spi.PluginSource;

/**
 * An image that the user named: a shared object, or the relocatable objects and archives that it is
 * linked of.
 *
 * @param files its file; of what is linked several perhaps
 */
record ImageArgument(List<FileArgument> files) {
  /** What the name of a shared object has in it. */
  private static final String SHARED = ".so";

  ImageArgument {
    files = List.copyOf(files);
  }

  /** What the loader would log of a link is told here, a line each, and no more. */
  private static final class LoaderLog {
    private static final Logger LOG = Logger.getLogger("org.alfheim.loader");

    private LoaderLog() {}

    static void silence() {
      LOG.setLevel(Level.OFF);
    }
  }

  /**
   * The image that words begin with: a file, and if that is an object by its name, all others of
   * that kind that follow it.
   *
   * @param words a file, and perhaps what follows it
   */
  static ImageArgument leading(List<String> words) {
    List<FileArgument> files = new ArrayList<>();
    for (String word : words) {
      if (!files.isEmpty() && !(isObject(words.getFirst()) && isObject(word))) {
        break;
      }
      files.add(FileArgument.of(word));
    }
    return new ImageArgument(files);
  }

  private static boolean isObject(String word) {
    return word.endsWith(".o") || word.endsWith(".a");
  }

  /** What a person calls it. */
  String argument() {
    return files.stream().map(FileArgument::argument).collect(Collectors.joining("+"));
  }

  /**
   * Opens it.
   *
   * @param waivers what is not demanded of it
   * @param linking how objects become an image
   * @param terminal is told if a host for it is built, which takes a while
   * @throws CommandException if the name is that of a library elsewhere
   * @throws org.alfheim.plugin.PluginException if it can't be opened
   */
  LocalPlugin open(Set<Waiver> waivers, Linking linking, Terminal terminal) {
    OpenOptions options =
        OpenOptions.builder()
            .waive(waivers)
            .goHosts(new HostsOfUser(terminal))
            .linking(linking)
            .build();
    files.forEach(FileArgument::checkNotElsewhere);
    if (files.stream().anyMatch(file -> !file.argument().contains(SHARED))) {
      LoaderLog.silence();
    }
    LocalPlugin plugin =
        files.size() == 1
            ? Loader.openLocal(files.getFirst().path(), options)
            : Loader.openLocal(paths(), options);
    plugin.linkWarnings().forEach(warning -> terminal.complain("warning: " + warning));
    return plugin;
  }

  List<Path> paths() {
    return files.stream().map(FileArgument::path).toList();
  }

  /** Whether it is linked. */
  boolean isLinked() {
    return files.size() > 1
        || LinkedObjects.isMeant(files.getFirst().argument(), files.getFirst().read());
  }

  /**
   * Reads it, and links it where it is not.
   *
   * @param linking how objects become an image
   * @param open images that are open before it
   * @throws CommandException if a file can't be read
   * @throws org.alfheim.elf.ElfException if it is no image, and can't become one
   */
  SharedObject read(Linking linking, List<SharedObject> open) {
    FileArgument first = files.getFirst();
    if (files.size() == 1) {
      MemorySegment bytes = first.read();
      if (!LinkedObjects.isMeant(first.argument(), bytes)) {
        return SharedObject.parse(first.argument(), bytes);
      }
    }
    ObjectLinker.Linked linked = ObjectLink.of(objectFiles(), linking, () -> open);
    return SharedObject.parse(argument(), linked.bytes());
  }

  private ObjectFiles objectFiles() {
    try {
      return ObjectSource.files(
          paths().stream().<PluginSource>map(PluginSource.OfFile::new).toList());
    } catch (InvalidImageException unreadable) {
      throw new CommandException(unreadable.getMessage(), unreadable);
    }
  }

  /**
   * The files that it is linked of: those that were named, the members of thin archives, and what
   * linker scripts name; none of a shared object.
   *
   * @throws CommandException if a file can't be read
   */
  List<String> objects() {
    if (!isLinked()) {
      return List.of();
    }
    return objectFiles().all().stream()
        .map(file -> file.path().map(FileName::shown).orElse(file.name()))
        .toList();
  }

  /** What is known of the types of an image that was {@link #read}. */
  ImageTypes types(SharedObject image) {
    return isLinked()
        ? new ImageTypes(
            image, Optional.empty(), List.of(new ImageBytes(argument(), image.bytes())))
        : new ImageTypes(image, Optional.of(files.getFirst().path()), List.of());
  }
}
