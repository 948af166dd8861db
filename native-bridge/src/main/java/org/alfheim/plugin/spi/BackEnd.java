package org.alfheim.plugin.spi;

import java.util.List;
import org.alfheim.plugin.OpenOptions;
import org.alfheim.plugin.Plugin;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A place where plugins live, and the way to open them there. Methods may be called by any number
 * of threads at once.
 *
 * <p>A back end is part of the loader: it is trusted. The {@linkplain org.alfheim.plugin.admission
 * admissions} of this process are asked about what is mapped in this process; a back end that maps
 * images elsewhere asks whom it has to.
 */
@ConsumerType
public interface BackEnd {

  /** One word for messages, such as {@code local}; always the same. */
  String name();

  /**
   * Whether this back end is the one to open a plugin. It must say no where there is one of the
   * {@link OpenOptions#backEndOptions} that it does not know, and should where neither they nor the
   * image say that the plugin is meant for it. It may look at the image, and is quick: every open
   * waits for it. What it throws, whoever opens the plugin gets.
   *
   * @param source the image
   * @param options how it is to be opened
   * @return whether {@link #open} will be called
   */
  boolean opens(PluginSource source, OpenOptions options);

  /**
   * Opens a plugin, or returns the one that is open already.
   *
   * @param source the image; bytes in memory are the caller's and have to be copied
   * @param options how it is to be opened
   * @return the plugin, its constructors run; the same object for the same image
   * @throws org.alfheim.plugin.PluginException if it can't be opened; each subtype says when it is
   *     thrown
   * @throws IllegalArgumentException if a dependency lives elsewhere
   */
  Plugin open(PluginSource source, OpenOptions options);

  /** The plugins that it has opened, in the order in which they were; a snapshot. */
  List<Plugin> opened();
}
