package org.alfheim.policy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.osgi.framework.BundleContext;

/** The folders that the framework's properties have File Install watch. */
final class WatchedFolders {
  /** Names them, separated by commas. */
  private static final String PROPERTY = "felix.fileinstall.dir";

  private WatchedFolders() {}

  /** The folders, absolute; none where the property is not set. */
  static List<Path> of(BundleContext context) {
    String folders = context.getProperty(PROPERTY);
    if (folders == null) {
      return List.of();
    }
    List<Path> watched = new ArrayList<>();
    for (String part : folders.split(",", -1)) {
      String folder = part.strip();
      if (!folder.isEmpty()) {
        watched.add(Path.of(folder).toAbsolutePath());
      }
    }
    return List.copyOf(watched);
  }
}
