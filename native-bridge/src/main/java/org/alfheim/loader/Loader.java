package org.alfheim.loader;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.alfheim.internal.open.LocalBackEnd;
import org.alfheim.plugin.ForeignImage;
import org.alfheim.plugin.GoHostImage;
import org.alfheim.plugin.LocalPlugin;
import org.alfheim.plugin.OpenOptions;
import org.alfheim.plugin.Plugin;
import org.alfheim.plugin.admission.Admission;
import org.alfheim.plugin.admission.Candidate;
import org.alfheim.plugin.spi.BackEnd;
import org.alfheim.plugin.spi.PluginSource;

/**
 * Opens native plugins: Go's {@code plugin.Open} for the JVM.
 *
 * <p>{@link #open(Path) open} asks the {@linkplain BackEnd back ends} that have been {@linkplain
 * #install installed}, and then this process, which is the one that is always there; {@link
 * #openLocal(Path) openLocal} asks this process alone. Both throw a {@link
 * org.alfheim.plugin.PluginException} whose subtypes say which demand was not met; see there for
 * what may be tried again.
 *
 * <p>Nobody makes a loader: a process has one, with as many copies of these classes as it may have.
 * Each copy knows the plugins that it has opened, and finds the others.
 */
public final class Loader {
  private static final LocalBackEnd LOCAL = new LocalBackEnd();
  private static final BackEnds BACK_ENDS = new BackEnds(LOCAL);

  private Loader() {}

  /**
   * Opens a shared object, or returns the plugin that is open already. Two paths are the same
   * plugin where their real paths are the same.
   *
   * <p>A relocatable object ({@code .o}) or an archive of some ({@code .a}) is linked first, by the
   * linker of Alfheim, which has to be there: on the class path, or in a framework as a fragment of
   * this bundle. It is the same plugin where its content is the same, too, and then it is not
   * linked again. A file that has {@code .so} in its name is taken for a shared object.
   *
   * @param file the path of an ELF64/amd64 shared object, a relocatable object or an archive
   * @return the plugin, its constructors run
   * @throws org.alfheim.plugin.InvalidImageException if there is no regular file, it can't be read,
   *     or it is not a shared object that this loader supports
   * @throws org.alfheim.plugin.PolicyException if an {@link Admission} does not admit it
   * @throws org.alfheim.plugin.UnresolvedException if a library, a symbol or a version that the
   *     image needs is not there; or a host that a Go plugin fits
   * @throws org.alfheim.plugin.ResourceException if the process is out of something: memory,
   *     descriptors, static thread-local storage
   * @throws org.alfheim.plugin.RecursiveOpenException if the calling thread is running this
   *     plugin's own constructors
   * @throws org.alfheim.plugin.InitializationException if an earlier attempt failed after its
   *     constructors had begun to run
   */
  public static Plugin open(Path file) {
    return open(file, OpenOptions.usual());
  }

  /**
   * Opens a shared object with other options than the usual ones. A plugin that is open already is
   * returned as it is.
   *
   * @param file the path of an ELF64/amd64 shared object
   * @param options how
   * @return the plugin, its constructors run
   * @throws org.alfheim.plugin.PluginException as {@link #open(Path)} does
   * @throws UnsupportedOperationException if no back end takes {@linkplain
   *     OpenOptions#backEndOptions options} that are among them
   * @throws IllegalArgumentException if one of the {@linkplain OpenOptions#dependencies
   *     dependencies} is not open where the plugin is to be
   */
  public static Plugin open(Path file, OpenOptions options) {
    return BACK_ENDS.open(new PluginSource.OfFile(file), options);
  }

  /**
   * Opens relocatable objects and archives as one plugin, linked in this order, or returns the one
   * that is open already. It is the same plugin where the real paths, their order and their
   * contents are the same.
   *
   * @param files the paths of ELF64/amd64 relocatable objects and archives, at least one
   * @return the plugin, its constructors run
   * @throws org.alfheim.plugin.PluginException as {@link #open(Path)} does
   * @throws IllegalArgumentException if there is no file
   */
  public static Plugin open(List<Path> files) {
    return open(files, OpenOptions.usual());
  }

  /**
   * Opens relocatable objects and archives as one plugin with other options than the usual ones;
   * {@link OpenOptions#linking} is among them.
   *
   * @param files as for {@link #open(List)}
   * @param options how
   * @return the plugin, its constructors run
   * @throws org.alfheim.plugin.PluginException as {@link #open(Path)} does
   * @throws UnsupportedOperationException as {@link #open(Path, OpenOptions)} does
   * @throws IllegalArgumentException as {@link #open(Path, OpenOptions)} does, or if there is no
   *     file
   */
  public static Plugin open(List<Path> files, OpenOptions options) {
    return BACK_ENDS.open(objects(files), options);
  }

  /**
   * Opens a shared object that lies in memory (the entry of a bundle, say); nothing is written to a
   * file system. A relocatable object or an archive is linked first, as by {@link #open(Path)}. Two
   * images are the same plugin where both their names and their contents are the same.
   *
   * @param name a name for the image, shown in messages and in {@link Plugin#name()}; it may be a
   *     path within an archive
   * @param image the whole image; it is copied
   * @return the plugin, its constructors run
   * @throws org.alfheim.plugin.PluginException as {@link #open(Path)} does
   */
  public static Plugin open(String name, byte[] image) {
    return open(name, image, OpenOptions.usual());
  }

  /**
   * Opens a shared object that lies in memory with other options than the usual ones.
   *
   * @param name a name for the image, as for {@link #open(String, byte[])}
   * @param image the whole image; it is copied
   * @param options how
   * @return the plugin, its constructors run
   * @throws org.alfheim.plugin.PluginException as {@link #open(Path)} does
   * @throws UnsupportedOperationException as {@link #open(Path, OpenOptions)} does
   * @throws IllegalArgumentException as {@link #open(Path, OpenOptions)} does
   */
  public static Plugin open(String name, byte[] image, OpenOptions options) {
    return BACK_ENDS.open(inMemory(name, image), options);
  }

  /**
   * Opens a shared object, wherever it is to be had.
   *
   * @param source where; what comes from a stream is known by its name and its contents, as what
   *     lies in memory is
   * @param options how
   * @return the plugin, its constructors run
   * @throws org.alfheim.plugin.PluginException as {@link #open(Path)} does; an {@link
   *     org.alfheim.plugin.InvalidImageException} where a stream fails, or is shorter or longer
   *     than was told
   * @throws UnsupportedOperationException as {@link #open(Path, OpenOptions)} does
   * @throws IllegalArgumentException as {@link #open(Path, OpenOptions)} does
   */
  public static Plugin open(PluginSource source, OpenOptions options) {
    return BACK_ENDS.open(source, options);
  }

  /**
   * Opens a shared object in this process, or returns the plugin that is open already.
   *
   * @param file as for {@link #open(Path)}
   * @return the plugin, its constructors run
   * @throws org.alfheim.plugin.PluginException as {@link #open(Path)} does
   */
  public static LocalPlugin openLocal(Path file) {
    return openLocal(file, OpenOptions.usual());
  }

  /**
   * Opens a shared object in this process with other options than the usual ones.
   *
   * @param file as for {@link #open(Path)}
   * @param options how
   * @return the plugin, its constructors run
   * @throws org.alfheim.plugin.PluginException as {@link #open(Path)} does
   * @throws UnsupportedOperationException if there are {@linkplain OpenOptions#backEndOptions
   *     options} for other back ends among them
   * @throws IllegalArgumentException as {@link #open(Path, OpenOptions)} does
   */
  public static LocalPlugin openLocal(Path file, OpenOptions options) {
    return LOCAL.open(new PluginSource.OfFile(file), options);
  }

  /**
   * Opens relocatable objects and archives as one plugin, in this process.
   *
   * @param files as for {@link #open(List)}
   * @param options how
   * @return the plugin, its constructors run
   * @throws org.alfheim.plugin.PluginException as {@link #open(Path)} does
   * @throws UnsupportedOperationException as {@link #openLocal(Path, OpenOptions)} does
   * @throws IllegalArgumentException as {@link #open(List, OpenOptions)} does
   */
  public static LocalPlugin openLocal(List<Path> files, OpenOptions options) {
    return LOCAL.open(objects(files), options);
  }

  /**
   * Opens a shared object that lies in memory, in this process.
   *
   * @param name as for {@link #open(String, byte[])}
   * @param image the whole image; it is copied
   * @return the plugin, its constructors run
   * @throws org.alfheim.plugin.PluginException as {@link #open(Path)} does
   */
  public static LocalPlugin openLocal(String name, byte[] image) {
    return openLocal(name, image, OpenOptions.usual());
  }

  /**
   * Opens a shared object that lies in memory, in this process, with other options than the usual
   * ones.
   *
   * @param name as for {@link #open(String, byte[])}
   * @param image the whole image; it is copied
   * @param options how
   * @return the plugin, its constructors run
   * @throws org.alfheim.plugin.PluginException as {@link #open(Path)} does
   * @throws UnsupportedOperationException as {@link #openLocal(Path, OpenOptions)} does
   * @throws IllegalArgumentException as {@link #open(Path, OpenOptions)} does
   */
  public static LocalPlugin openLocal(String name, byte[] image, OpenOptions options) {
    return LOCAL.open(inMemory(name, image), options);
  }

  /**
   * Opens a shared object in this process, wherever it is to be had.
   *
   * @param source as for {@link #open(PluginSource, OpenOptions)}
   * @param options how
   * @return the plugin, its constructors run
   * @throws org.alfheim.plugin.PluginException as {@link #open(PluginSource, OpenOptions)} does
   * @throws UnsupportedOperationException as {@link #openLocal(Path, OpenOptions)} does
   * @throws IllegalArgumentException as {@link #open(Path, OpenOptions)} does
   */
  public static LocalPlugin openLocal(PluginSource source, OpenOptions options) {
    return LOCAL.open(source, options);
  }

  private static PluginSource objects(List<Path> files) {
    return new PluginSource.OfObjects(
        files.stream().<PluginSource>map(PluginSource.OfFile::new).toList());
  }

  private static PluginSource inMemory(String name, byte[] image) {
    return new PluginSource.InMemory(name, MemorySegment.ofArray(image));
  }

  /**
   * The plugins that are open: those of this process in the order in which they were opened, and
   * then those of other back ends.
   *
   * @return a snapshot
   */
  public static List<Plugin> opened() {
    List<Plugin> opened = new ArrayList<>();
    BACK_ENDS.all().reversed().forEach(backEnd -> opened.addAll(backEnd.opened()));
    return List.copyOf(opened);
  }

  /**
   * The images that are in this process and that nobody has opened here: another copy of these
   * classes has (that of another framework in the same JVM, or of one that was restarted). To open
   * one of them is to find it initialised.
   *
   * @return a snapshot, in the order of their locations
   */
  public static List<ForeignImage> openedElsewhere() {
    return LOCAL.openedElsewhere();
  }

  /**
   * The hosts of the Go runtimes in which plugins were opened here. Another copy of these classes
   * has runtimes of its own, and they are not among these.
   *
   * @return a snapshot, in the order in which the runtimes were started
   */
  public static List<GoHostImage> goHosts() {
    return LOCAL.goHosts();
  }

  /**
   * Puts an admission in force for every open in this process from now on, by this copy of the
   * loader. Several admissions add up: an image is opened if each admits it. A {@link Candidate} is
   * what they are asked about.
   *
   * @param name the admission's name, for messages; it takes the place of one of the same name
   * @param admission the admission
   */
  public static void admit(String name, Admission admission) {
    LOCAL.admit(name, admission);
  }

  /**
   * Puts a back end before the others for every {@code open} from now on, in this copy of the
   * loader.
   *
   * @param backEnd the back end
   * @throws IllegalArgumentException if there is one of the same {@linkplain BackEnd#name name}
   */
  public static void install(BackEnd backEnd) {
    BACK_ENDS.add(backEnd);
  }

  /**
   * Stops asking a back end. What it has opened stays open.
   *
   * @param backEnd a back end; nothing happens if it is not installed
   */
  public static void uninstall(BackEnd backEnd) {
    BACK_ENDS.remove(backEnd);
  }
}
