package org.alfheim.internal.nested;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.alfheim.internal.process.filter.ArgumentFilter;
import org.alfheim.internal.process.ldso.Definitions;
import org.alfheim.internal.process.libc.Address;
import org.alfheim.internal.process.map.Rebinding;

/**
 * The filters that images are bound to instead of the functions that load and look up.
 *
 * @param group for an image under a policy and all that is loaded with it
 * @param image for an image where there is no policy
 * @param functions where the functions lie
 */
record Rebindings(Rebinding group, Rebinding image, Set<Address> functions) {
  Rebindings {
    functions = Set.copyOf(functions);
  }

  /** Puts filters before all functions, or finds those that are there. */
  static Rebindings ofProcess() {
    List<LoadingFunction> functions = new ArrayList<>();
    List<Address> addresses = new ArrayList<>();
    for (LoadingFunction function : LoadingFunction.values()) {
      for (Address address : Definitions.of(function.symbol())) {
        if (!addresses.contains(address)) {
          functions.add(function);
          addresses.add(address);
        }
      }
    }
    return of(functions, addresses);
  }

  private static Rebindings of(List<LoadingFunction> functions, List<Address> addresses) {
    List<ArgumentFilter.Filtered> filtered = new ArrayList<>();
    for (int i = 0; i < functions.size(); i++) {
      filtered.add(filtered(functions.get(i), addresses.get(i), true));
      if (functions.get(i).loads()) {
        filtered.add(filtered(functions.get(i), addresses.get(i), false));
      }
    }
    List<Address> filters = ArgumentFilter.before(filtered);
    List<Rebinding.ReboundFunction> all = new ArrayList<>();
    List<Rebinding.ReboundFunction> loading = new ArrayList<>();
    for (int i = 0; i < filtered.size(); i++) {
      ArgumentFilter.Filtered function = filtered.get(i);
      (function.guarded() ? all : loading)
          .add(new Rebinding.ReboundFunction(function.name(), function.address(), filters.get(i)));
    }
    return new Rebindings(
        Rebinding.ofGroup(all), Rebinding.ofImage(loading), new HashSet<>(addresses));
  }

  private static ArgumentFilter.Filtered filtered(
      LoadingFunction function, Address address, boolean guarded) {
    return new ArgumentFilter.Filtered(function.symbol(), address, function.position(), guarded);
  }
}
