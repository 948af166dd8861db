package org.alfheim.plugin.spi;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/** Knows of some classes where they come from: a framework, of those of its bundles. */
@ConsumerType
@FunctionalInterface
public interface CodeOrigins {
  /**
   * Where a resource comes from that a class loads.
   *
   * @param type the class
   * @param resource the resource, as the class's loader finds it
   * @return empty if the class is nothing of its own
   */
  Optional<CodeOrigin> of(Class<?> type, String resource);
}
