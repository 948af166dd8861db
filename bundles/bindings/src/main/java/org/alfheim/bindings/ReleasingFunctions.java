package org.alfheim.bindings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.alfheim.internal.btf.TypedSymbol;
import org.alfheim.types.FunctionType;

/** Which functions are the last that a handle is given to, by their names. */
final class ReleasingFunctions {
  private static final Pattern FREES =
      Pattern.compile("(?i).*(free|destroy|delete|finalize|cleanup)(_v\\d+)?");

  /** What is closed may have to be freed yet. */
  private static final Pattern CLOSES = Pattern.compile("(?i).*close(_v\\d+)?");

  private final Set<String> releases = new HashSet<>();
  private final Set<String> byClose = new HashSet<>();

  ReleasingFunctions(Api api, TypeMapping mapping) {
    Map<String, List<String>> frees = new HashMap<>();
    Map<String, List<String>> closes = new HashMap<>();
    for (TypedSymbol symbol : api.symbols()) {
      Optional<String> handle = onlyHandle(symbol, mapping);
      if (handle.isPresent() && FREES.matcher(symbol.name()).matches()) {
        frees.computeIfAbsent(handle.get(), _ -> new ArrayList<>()).add(symbol.name());
      } else if (handle.isPresent() && CLOSES.matcher(symbol.name()).matches()) {
        closes.computeIfAbsent(handle.get(), _ -> new ArrayList<>()).add(symbol.name());
      }
    }
    frees.keySet().forEach(closes::remove);
    for (Map<String, List<String>> found : List.of(frees, closes)) {
      for (List<String> names : found.values()) {
        releases.addAll(names);
        byClose.add(names.getLast()); // sqlite3_close_v2, of two.
      }
    }
  }

  private static Optional<String> onlyHandle(TypedSymbol symbol, TypeMapping mapping) {
    return symbol.type() instanceof FunctionType function
            && function.parameters().size() == 1
            && !function.variadic()
        ? TypeMapping.target(function.parameters().getFirst().type())
            .flatMap(mapping::handle)
            .map(JavaType::name)
        : Optional.empty();
  }

  /** The annotation of a function, without its sign. */
  Optional<String> of(String function) {
    return !releases.contains(function)
        ? Optional.empty()
        : Optional.of(byClose.contains(function) ? "Releases" : "Releases(byClose = false)");
  }
}
