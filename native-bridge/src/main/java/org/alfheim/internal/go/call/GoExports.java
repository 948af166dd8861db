package org.alfheim.internal.go.call;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.alfheim.internal.go.GoExport;
import org.alfheim.internal.go.GoPlugin;
import org.alfheim.names.SimilarNames;

/** What a Go plugin exports, with its types, whether it is open or not. */
public final class GoExports {
  private final String image;
  private final Map<String, GoExport> exports = new TreeMap<>();
  private final NamedTypes types;

  /**
   * The exports of a plugin.
   *
   * @param image what it is called in messages
   * @param described what its file says of it
   */
  public GoExports(String image, GoPlugin described) {
    this.image = image;
    described.exports().orElse(List.of()).forEach(each -> exports.putIfAbsent(each.name(), each));
    this.types = new NamedTypes(described.types(), described.methods());
  }

  /** What the plugin is called in messages. */
  public String image() {
    return image;
  }

  /** What is behind the names of types in it. */
  public NamedTypes types() {
    return types;
  }

  /** An export; empty if there is none of the name. */
  public Optional<GoExport> find(String name) {
    return Optional.ofNullable(exports.get(name));
  }

  /** All of them, in the order of their names. */
  public Collection<GoExport> all() {
    return exports.values();
  }

  /** What may be said of a name that there is not; may be empty. */
  public String hint(String name) {
    var similar = SimilarNames.to(name, exports.keySet());
    return similar.isEmpty() ? "" : " (did you mean " + String.join(" or ", similar) + "?)";
  }
}
