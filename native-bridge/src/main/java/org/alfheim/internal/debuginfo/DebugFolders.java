package org.alfheim.internal.debuginfo;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Where debug information is kept apart from images.
 *
 * @param global folders such as {@code /usr/lib/debug}
 * @param debuginfod what debuginfod's clients have fetched already
 */
public record DebugFolders(List<Path> global, Path debuginfod) {
  private static final int SHORTEST_BUILD_ID = 4;

  /** Copies the list. */
  public DebugFolders {
    global = List.copyOf(global);
  }

  /**
   * Those of the system.
   *
   * @param environment the environment's variables, of which debuginfod's client knows some
   */
  public static DebugFolders ofSystem(Map<String, String> environment) {
    String cache = environment.getOrDefault("DEBUGINFOD_CACHE_PATH", "");
    String caches = environment.getOrDefault("XDG_CACHE_HOME", "");
    String home = environment.getOrDefault("HOME", "/");
    Path debuginfod =
        !cache.isEmpty()
            ? Path.of(cache)
            : (caches.isEmpty() ? Path.of(home, ".cache") : Path.of(caches))
                .resolve("debuginfod_client");
    return new DebugFolders(List.of(Path.of("/usr/lib/debug")), debuginfod);
  }

  /** Where a file of a build id would be, the likeliest first. */
  List<Path> ofBuildId(String buildId) {
    if (buildId.length() < SHORTEST_BUILD_ID) {
      return List.of();
    }
    String inFolder = buildId.substring(0, 2) + "/" + buildId.substring(2) + ".debug";
    List<Path> places = new java.util.ArrayList<>();
    for (Path folder : global) {
      places.add(folder.resolve(".build-id").resolve(inFolder));
    }
    places.add(debuginfod.resolve(buildId).resolve("debuginfo"));
    return places;
  }
}
