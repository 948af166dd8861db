package org.alfheim.registry.internal;

import java.util.Optional;
import java.util.Set;
import org.osgi.framework.Filter;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;

/**
 * What somebody asks for.
 *
 * @param filter the whole filter
 * @param names the symbols that it names
 */
record Demand(Filter filter, Set<String> names) {

  /** The demand of a filter, if it names symbols. */
  static Optional<Demand> of(String filter) {
    if (filter == null) {
      return Optional.empty();
    }
    try {
      Filter parsed = FrameworkUtil.createFilter(filter);
      Set<String> names = DemandedNames.in(parsed.toString());
      return names.isEmpty() ? Optional.empty() : Optional.of(new Demand(parsed, names));
    } catch (InvalidSyntaxException refused) {
      // The framework refuses it too, and tells the caller.
      return Optional.empty();
    }
  }
}
