package org.alfheim.registry;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.alfheim.plugin.Plugin;
import org.osgi.annotation.versioning.ProviderType;
import org.osgi.framework.Version;

/**
 * What there is of native plugins in this process: images that serve, images that have been retired
 * and stay all the same, and bundles whose start was refused.
 *
 * <p>An image is never unmapped, but for one whose native methods belong to a class loader. A
 * bundle that is updated to another image leaves the one that it had behind, and one that is
 * uninstalled leaves its last; the memory is spent until the process ends, and this is where it can
 * be seen.
 */
@ProviderType
public interface PluginInventory {

  /**
   * The images in the process: those of this framework in the order in which they were opened, then
   * the hosts of its Go plugins, then those of others, then Alfheim's own.
   *
   * @return a snapshot
   */
  List<Image> images();

  /**
   * The plugin bundles whose last start failed, and those that shall run and can't be resolved, in
   * the order of their ids. A failure is forgotten when the bundle starts, and when it is
   * uninstalled.
   *
   * @return a snapshot
   */
  List<Failure> failures();

  /** What an image is to the framework. */
  enum State {
    /** A bundle that is active serves it. */
    ACTIVE,
    /** A bundle holds it and is stopped, or did not start for another reason. */
    STOPPED,
    /**
     * The bundle that opened it has been updated since, and has not started with it again; or it is
     * uninstalled.
     */
    RETIRED,
    /** Java code opened it, and no bundle. */
    DIRECT,
    /**
     * It has the native methods of a class loader, and is closed with it; nobody has its symbols
     * otherwise.
     */
    NATIVES,
    /**
     * It is the host of a Go runtime, and Go plugins run on it, or may. One whose plugins are all
     * {@link #RETIRED} is so, too: a runtime never ends.
     */
    HOST,
    /** Alfheim's container opened it for itself; it is nobody's plugin. */
    HELPER,
    /**
     * Another framework in this process has opened it, or this one before it was restarted, and
     * nobody has asked for it here.
     */
    ELSEWHERE
  }

  /**
   * An image in the process.
   *
   * @param state what it is to the framework
   * @param name the plugin's name: the one that its bundle declares, or else that of the image
   * @param location {@link Plugin#location()}
   * @param size the bytes of address space that its segments cover
   * @param held the bytes of memory that the loader holds for it beside that ({@link
   *     org.alfheim.plugin.ImageInfo#held})
   * @param plugin the open plugin; empty where nobody has opened it in this framework
   * @param holder the bundle that opened it, of several the one that is nearest to serving it, or
   *     else the last; empty where it was none, or none of this framework. Of a host it is the
   *     bundle that has it, while that is installed in that version
   * @param hosting what runs on it, if it is the host of a Go runtime
   */
  record Image(
      State state,
      String name,
      String location,
      long size,
      long held,
      Optional<Plugin> plugin,
      Optional<Holder> holder,
      Optional<Hosting> hosting) {

    /** An image that is no host. */
    public Image(
        State state,
        String name,
        String location,
        long size,
        long held,
        Optional<Plugin> plugin,
        Optional<Holder> holder) {
      this(state, name, location, size, held, plugin, holder, Optional.empty());
    }
  }

  /**
   * What runs on the host of a Go runtime.
   *
   * @param version the version of Go, such as {@code go1.23.5}; empty where the host does not say
   * @param plugins the locations of the Go plugins that were opened in the runtime, in that order
   */
  record Hosting(Optional<String> version, List<String> plugins) {
    /** Copies the list. */
    public Hosting {
      plugins = List.copyOf(plugins);
    }
  }

  /**
   * A bundle as it was when it opened an image, or tried to.
   *
   * @param bundle its id, which is never given to another
   * @param symbolicName its symbolic name
   * @param version its version
   */
  record Holder(long bundle, String symbolicName, Version version) {}

  /**
   * A start that failed.
   *
   * @param holder the bundle
   * @param time when
   * @param message the reason in one line
   * @param cause the reason: a {@link org.alfheim.plugin.PluginException} where an image is at
   *     fault
   */
  record Failure(Holder holder, Instant time, String message, Throwable cause) {}
}
