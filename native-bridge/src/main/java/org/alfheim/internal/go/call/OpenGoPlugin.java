package org.alfheim.internal.go.call;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.alfheim.internal.go.GoExport;
import org.alfheim.internal.go.GoPlugin;
import org.alfheim.names.SimilarNames;

/**
 * A plugin that a host has opened: its exports, with their types, and where they are.
 *
 * <p>Safe for use by any number of threads.
 */
public final class OpenGoPlugin {
  private final String image;
  private final HostInterface host;
  private final long number;
  private final Map<String, GoExport> exports;
  private final NamedTypes types;
  private final ConcurrentHashMap<String, Long> handles = new ConcurrentHashMap<>();

  /**
   * A plugin.
   *
   * @param image what it is called in messages
   * @param number the number that {@link HostInterface#open} gave
   * @param described what its file says of it
   */
  public OpenGoPlugin(String image, HostInterface host, long number, GoPlugin described) {
    this.image = image;
    this.host = host;
    this.number = number;
    this.exports =
        described.exports().stream()
            .flatMap(List::stream)
            .collect(Collectors.toMap(GoExport::name, Function.identity(), (a, _) -> a));
    this.types = new NamedTypes(described.types());
  }

  /** What it is called in messages. */
  public String image() {
    return image;
  }

  HostInterface host() {
    return host;
  }

  /** What is behind the names of types in it. */
  public NamedTypes types() {
    return types;
  }

  Optional<GoExport> find(String name) {
    return Optional.ofNullable(exports.get(name));
  }

  /** What may be said of a name that there is not. */
  String hint(String name) {
    var similar = SimilarNames.to(name, exports.keySet());
    return similar.isEmpty() ? "" : " (did you mean " + String.join(" or ", similar) + "?)";
  }

  /** The handle of the function, or of the pointer to the variable; it is kept. */
  long handle(String export) {
    Long known = handles.get(export);
    return known != null
        ? known
        : handles.computeIfAbsent(export, name -> host.symbol(number, name));
  }
}
