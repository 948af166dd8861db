package org.alfheim.policy;

import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.alfheim.plugin.Provenance;
import org.osgi.framework.Bundle;

/**
 * An image that lies in a bundle.
 *
 * @param bundle the bundle
 * @param paths its path there, or those of the relocatable objects and archives that it is linked
 *     of
 */
public record BundleImage(Bundle bundle, List<String> paths) implements Provenance {
  /** The header in which {@code elf:} URLs and the drop folder tell which file they have read. */
  private static final String SOURCE = "Native-Plugin-Source";

  private static final String MADE_HERE = "elf:";

  /** Copies the list. */
  public BundleImage {
    paths = List.copyOf(paths);
  }

  /** An image that is one file. */
  public BundleImage(Bundle bundle, String path) {
    this(bundle, List.of(path));
  }

  @Override
  public String location() {
    return bundle.getLocation();
  }

  /**
   * The file that the bundle was made from when it was installed, by its real path at that time.
   * Only a bundle that was made here is believed: a jar can have any header.
   */
  public Optional<Path> file() {
    String source = bundle.getHeaders("").get(SOURCE);
    if (source == null || !location().startsWith(MADE_HERE)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Path.of(URI.create(source)));
    } catch (IllegalArgumentException | FileSystemNotFoundException none) {
      return Optional.empty();
    }
  }

  /**
   * The folder of the bare file that the bundle was made of ({@code elf:file:/…}), as its location
   * has it: no header of the bundle has a say in that.
   */
  public Optional<Path> folder() {
    return location().startsWith(MADE_HERE)
        ? ImageOrigin.file(location()).map(Path::getParent)
        : Optional.empty();
  }
}
