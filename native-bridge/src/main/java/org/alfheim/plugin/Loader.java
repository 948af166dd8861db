package org.alfheim.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.alfheim.elf.SharedObject;
import org.alfheim.link.Dependency;
import org.alfheim.link.Identity;
import org.alfheim.link.Plan;
import org.alfheim.link.Planner;
import org.alfheim.link.Provider;
import org.alfheim.process.CarrierRefusedException;
import org.alfheim.process.ImageMapper;
import org.alfheim.process.MappedImage;
import org.alfheim.process.ProcessException;
import org.alfheim.process.SealedImage;
import org.alfheim.process.SharedImage;

/**
 * The one loader of this process: takes an image through the stages, from bytes to a live plugin.
 *
 * <p>Between the moment in which ld.so knows an image's carrier and that in which the image is in
 * place, nobody else may bind to it: one lock holds that stretch together. Constructors run outside
 * it, so a slow one holds up only who needs its plugin.
 */
final class Loader {
  private static final Loader SHARED = new Loader();

  private final OpenTable<String, LoadedPlugin> table = new OpenTable<>(new PluginFailures());
  private final ReentrantLock loading = new ReentrantLock();

  /**
   * Images that are in place, their constructors perhaps still running, by soname; guarded by
   * {@link #loading}.
   */
  private final Map<String, Placed> placed = new HashMap<>();

  private record Placed(String key, Provider provider) {}

  private Loader() {}

  static Loader shared() {
    return SHARED;
  }

  Plugin open(Path file) {
    Path real;
    try {
      real = file.toRealPath();
    } catch (NoSuchFileException e) {
      throw unreadable(file, "no such file", e);
    } catch (IOException e) {
      throw unreadable(file, Refusals.reason(e), e);
    }
    return table.open(
        real.toString(),
        opening -> {
          Source source =
              new Source(file.toString(), String.valueOf(real.getFileName()), Optional.of(real));
          return open(opening, source, sealed(file, real));
        });
  }

  Plugin open(String name, byte[] image) {
    if (image.length == 0) {
      throw new InvalidImageException(
          name, "file", 0, name + ": the file is empty; only ELF64 supported", null);
    }
    String key = name + "#sha256:" + digest(image);
    return table.open(
        key,
        opening -> {
          String shortName = name.substring(name.lastIndexOf('/') + 1);
          SealedImage sealed;
          try {
            sealed = SealedImage.of(shortName, image);
          } catch (ProcessException e) {
            throw new ResourceException(name, name + ": " + e.getMessage(), e);
          }
          return open(opening, new Source(name, shortName, Optional.empty()), sealed);
        });
  }

  List<Plugin> opened() {
    return List.copyOf(table.opened());
  }

  /** Where an image comes from: the name for messages, the plugin's name, and its file. */
  record Source(String displayName, String name, Optional<Path> file) {
    Identity identity() {
      return file.map(Path::getParent)
          .map(folder -> Identity.file(folder.toString()))
          .orElseGet(Identity::memory);
    }

    Optional<Path> folder() {
      return file.map(Path::getParent);
    }
  }

  private static SealedImage sealed(Path file, Path real) {
    try {
      if (Files.isDirectory(real)) {
        throw unreadable(file, "it is a directory, not a file", null);
      }
      if (!Files.isRegularFile(real)) {
        throw unreadable(file, "it is not a regular file", null);
      }
      if (Files.size(real) == 0) {
        throw unreadable(file, "the file is empty", null);
      }
      return SealedImage.of(real);
    } catch (ProcessException e) {
      throw new ResourceException(file.toString(), file + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw unreadable(file, Refusals.reason(e), e);
    }
  }

  private static InvalidImageException unreadable(Path file, String problem, IOException cause) {
    return new InvalidImageException(file.toString(), "file", -1, file + ": " + problem, cause);
  }

  private static String digest(byte[] image) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(image));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  private LoadedPlugin open(
      OpenTable.Opening<String, LoadedPlugin> opening, Source source, SealedImage sealed) {
    long start = System.nanoTime();
    SharedObject image;
    Optional<SharedImage> own;
    Placement placement;
    try {
      image = SharedObject.parse(source.displayName(), sealed.bytes());
      own = source.file().flatMap(SharedImage::find);
      placement = own.isPresent() ? null : place(opening.key(), source, image, sealed);
    } catch (RuntimeException e) {
      sealed.discard();
      throw Refusals.translate(source, e);
    } catch (Error e) {
      sealed.discard();
      throw e;
    }
    sealed.closeDescriptor();
    if (own.isPresent()) {
      return LoadedPlugin.shared(source, opening.key(), image, own.get(), start);
    }
    opening.begin();
    placement.image().initialize();
    return LoadedPlugin.mapped(source, opening.key(), image, placement.image(), start);
  }

  /** An image in place whose constructors have not run. */
  private record Placement(MappedImage image, List<Placed> dependencies) {}

  private Placement place(String key, Source source, SharedObject image, SealedImage sealed) {
    Placement placement;
    loading.lock();
    try {
      placement = map(source, image, sealed);
      MappedImage mapped = placement.image();
      image
          .soname()
          .ifPresent(
              soname -> placed.putIfAbsent(soname, new Placed(key, mapped.provider(soname))));
    } finally {
      loading.unlock();
    }
    for (Placed dependency : placement.dependencies()) {
      if (!table.settled(dependency.key())) {
        withdraw(key);
        placement.image().discard();
        throw Refusals.dependencyFailed(source, dependency.provider().soname());
      }
    }
    return placement;
  }

  private Placement map(Source source, SharedObject image, SealedImage sealed) {
    Map<String, Provider> providers = new HashMap<>();
    placed.forEach((soname, entry) -> providers.put(soname, entry.provider()));
    Plan plan = new Planner(providers).plan(image, source.identity());
    List<Placed> dependencies = new ArrayList<>();
    for (Dependency dependency : plan.dependencies()) {
      if (dependency instanceof Dependency.OnPlugin(String needed, Provider _)) {
        dependencies.add(placed.get(needed));
      }
    }
    try {
      return new Placement(ImageMapper.map(plan, sealed), dependencies);
    } catch (CarrierRefusedException e) {
      throw Refusals.explain(plan, source, e);
    }
  }

  private void withdraw(String key) {
    loading.lock();
    try {
      placed.values().removeIf(entry -> entry.key().equals(key));
    } finally {
      loading.unlock();
    }
  }

  /** The exceptions of the public API for what the table finds. */
  private static final class PluginFailures implements OpenTable.Failures<String> {
    @Override
    public RuntimeException recursive(String key) {
      return new RecursiveOpenException(
          key,
          key
              + ": the plugin is being opened by this thread already, or by one that waits for it; "
              + "a constructor must not open its own plugin",
          null);
    }

    @Override
    public RuntimeException initialization(String key, Throwable cause) {
      return new InitializationException(
          key,
          key
              + ": initialisation failed after constructors had begun to run: "
              + cause.getMessage(),
          cause);
    }

    @Override
    public RuntimeException previous(String key, RuntimeException failure) {
      return new InitializationException(
          key, failure.getMessage() + " (previous failure)", failure);
    }
  }
}
