package org.alfheim.policy;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;

/** The folders that the framework's properties have File Install watch. */
final class WatchedFolders {
  /** Names them, separated by commas. */
  private static final String PROPERTY = "felix.fileinstall.dir";

  private WatchedFolders() {}

  /** The folders, absolute; none where the property is not set. */
  static List<Path> of(BundleContext context) {
    String folders = context.getProperty(PROPERTY);
    return folders == null
        ? List.of()
        : Stream.of(folders.split(",", -1))
            .map(String::strip)
            .filter(folder -> !folder.isEmpty())
            .map(folder -> Path.of(folder).toAbsolutePath())
            .toList();
  }
}
