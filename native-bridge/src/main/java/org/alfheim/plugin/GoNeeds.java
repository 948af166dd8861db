package org.alfheim.plugin;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a Go plugin needs of its host, as its file has it. A host fits if its version is the same,
 * and each package that both have is.
 *
 * @param file what messages call the plugin
 * @param version the version of Go that built it, such as {@code go1.23.5}; empty where nothing in
 *     the file says it, as in a plugin of a Go before 1.20 that was stripped
 * @param flags what {@code go build} was told, as it is written there, such as {@code -trimpath};
 *     empty where the file does not say, as in all of a Go before 1.20
 * @param race whether it was built with the race detector
 * @param packages the hash of each package in it, in hexadecimal, by import path
 */
public record GoNeeds(
    String file,
    Optional<String> version,
    Optional<List<String>> flags,
    boolean race,
    Map<String, String> packages) {

  /** Copies the collections. */
  public GoNeeds {
    flags = flags.map(List::copyOf);
    packages = Collections.unmodifiableMap(new LinkedHashMap<>(packages));
  }
}
