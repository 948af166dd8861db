package org.alfheim.wrap;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.alfheim.loader.GoBuild;

/**
 * The host that a Go plugin needs; it becomes a requirement.
 *
 * <p>A host has to be of the same Go, and each package that both have has to be the same. Those of
 * Go's own library are all the same if {@code runtime} is: what {@code go build} is told that
 * changes one changes that one. Of others each is a condition of its own.
 */
record GoNeed(GoBuild plugin) {
  private static final String RUNTIME = "runtime";

  /** The folders of Go's library. */
  private static final Set<String> LIBRARY =
      Arrays.stream(
              """
              archive bufio builtin bytes cmp compress container context crypto database debug embed
              encoding errors expvar flag fmt go hash html image index internal io iter log maps
              math mime net os path plugin reflect regexp runtime slices sort strconv strings
              structs sync syscall testing text time unicode unique unsafe vendor weak
              """
                  .split("\\s+"))
          .collect(Collectors.toUnmodifiableSet());

  HeaderClause requirement() {
    StringBuilder filter = new StringBuilder();
    plugin.version().ifPresent(version -> filter.append(PluginNeed.equal("go", version)));
    filter.append(
        PluginNeed.equal("hashes", hashed(RUNTIME, plugin.packages().getOrDefault(RUNTIME, ""))));
    plugin.packages().entrySet().stream()
        .filter(each -> !isOfLibrary(each.getKey()))
        .filter(each -> !plugin.path().equals(Optional.of(each.getKey())))
        .forEach(each -> filter.append(sameOrAbsent(each)));
    return new HeaderClause(PluginHeaders.GO_NAMESPACE).directive("filter", "(&" + filter + ")");
  }

  private static String sameOrAbsent(Map.Entry<String, String> each) {
    return "(|"
        + PluginNeed.equal("hashes", hashed(each.getKey(), each.getValue()))
        + "(!"
        + PluginNeed.equal("packages", each.getKey())
        + "))";
  }

  private static boolean isOfLibrary(String path) {
    return LIBRARY.contains(path.replaceFirst("/.*", ""));
  }

  /** A package and its hash, as a host provides it. */
  static String hashed(String path, String hash) {
    return path + "@" + hash;
  }
}
