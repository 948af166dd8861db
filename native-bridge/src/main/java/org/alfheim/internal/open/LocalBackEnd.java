package org.alfheim.internal.open;

import java.lang.invoke.MethodHandles;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.alfheim.plugin.ForeignImage;
import org.alfheim.plugin.GoHostImage;
import org.alfheim.plugin.LocalPlugin;
import org.alfheim.plugin.NativesImage;
import org.alfheim.plugin.OpenOptions;
import org.alfheim.plugin.Plugin;
import org.alfheim.plugin.admission.Admission;
import org.alfheim.plugin.spi.BackEnd;
import org.alfheim.plugin.spi.PluginSource;

/** Opens plugins in this process. */
public final class LocalBackEnd implements BackEnd {
  /** Seconds: file systems tell times no finer than a clock's tick, or a second. */
  private static final int SETTLED = 2;

  private static final KnownPaths KNOWN = new KnownPaths(SETTLED);
  private static final KnownStreams BROUGHT = new KnownStreams();

  /** This process's; all are the same. */
  public LocalBackEnd() {}

  @Override
  public String name() {
    return "local";
  }

  @Override
  public boolean opens(PluginSource source, OpenOptions options) {
    return options.backEndOptions().isEmpty();
  }

  @Override
  public LocalPlugin open(PluginSource source, OpenOptions options) {
    if (!opens(source, options)) {
      throw new UnsupportedOperationException(
          source + ": in this process it can't be opened with " + options.backEndOptions());
    }
    Rehearsal.beginOnce();
    /* No switch: the first over types spins classes for a millisecond or two. */
    if (source instanceof PluginSource.OfFile(Path file)) {
      return openFile(file, source, options);
    }
    return source instanceof PluginSource.OfStream stream
        ? openStream(stream, options)
        : ImageLoader.shared().open(Source.of(source, options));
  }

  /** Under a policy each open is judged, by the path that it has then. */
  private static LocalPlugin openFile(Path file, PluginSource source, OpenOptions options) {
    ImageLoader loader = ImageLoader.shared();
    boolean plain =
        options.dependencies().isEmpty()
            && options.goRuntime().isEmpty()
            && options.linking().isUsual()
            && !loader.admissions().restricts();
    if (plain) {
      Optional<OpenedPlugin> known = KNOWN.find(file);
      if (known.isPresent()) {
        return known.get();
      }
    }
    Source read = Source.of(source, options);
    OpenedPlugin plugin = loader.open(read);
    if (plain && read.isOneFile()) {
      KNOWN.found(file, plugin);
    }
    return plugin;
  }

  /** Under a policy each open is judged. */
  private static LocalPlugin openStream(PluginSource.OfStream stream, OpenOptions options) {
    ImageLoader loader = ImageLoader.shared();
    if (!loader.admissions().restricts()) {
      Optional<OpenedPlugin> known = BROUGHT.find(stream, options);
      if (known.isPresent()) {
        return known.get();
      }
    }
    OpenedPlugin plugin = loader.open(Source.of(stream, options));
    BROUGHT.found(stream.name(), plugin);
    return plugin;
  }

  @Override
  public List<Plugin> opened() {
    return ImageLoader.shared().opened();
  }

  /**
   * What other copies of the loader have opened in this process.
   *
   * @return a snapshot, in the order of their locations
   */
  public List<ForeignImage> openedElsewhere() {
    return ImageLoader.shared().openedElsewhere();
  }

  /**
   * The hosts of Go runtimes that this copy of the loader has started.
   *
   * @return a snapshot, in the order in which they were started
   */
  public List<GoHostImage> goHosts() {
    return ImageLoader.shared().goHosts();
  }

  /**
   * Loads an image for the class loader of a class, which has its native methods from then on.
   *
   * @param caller the class, by the lookup that it has made itself
   * @param names by which others of that class loader need it, besides its own
   */
  public void loadNatives(
      MethodHandles.Lookup caller, PluginSource source, OpenOptions options, List<String> names) {
    if (!opens(source, options)) {
      throw new UnsupportedOperationException(
          source + ": native methods are of this process, and not of " + options.backEndOptions());
    }
    ImageLoader.shared().natives().load(caller, Source.of(source, options), names);
  }

  /**
   * The images that were loaded so and are there, whichever copy of the loader has loaded them.
   *
   * @return a snapshot, in the order of their locations
   */
  public List<NativesImage> natives() {
    return ImageLoader.shared().natives().images();
  }

  /**
   * The class loader of an image that was loaded so.
   *
   * @param location the image's
   * @return empty if it has been collected, or is that of another copy of the loader
   */
  public Optional<ClassLoader> ownerOfNatives(String location) {
    return ImageLoader.shared().natives().owner(location);
  }

  /**
   * Puts an admission in force.
   *
   * @param name the admission's name, for messages
   * @param admission the admission
   */
  public void admit(String name, Admission admission) {
    ImageLoader.shared().admissions().install(name, admission);
  }
}
