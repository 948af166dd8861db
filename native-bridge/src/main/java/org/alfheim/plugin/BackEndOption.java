package org.alfheim.plugin;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * An option that a {@linkplain org.alfheim.plugin.spi back end} has for its own plugins: that they
 * share a process, say, or how much memory they may have. A back end has a class of its own for its
 * options, whose {@code toString} is what messages show; one that does not know an option does not
 * open the plugin.
 */
@ConsumerType
public interface BackEndOption {}
