package org.alfheim.command.bindings;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.alfheim.bind.Failure;
import org.alfheim.internal.btf.TypedSymbol;
import org.alfheim.internal.header.Constant;

/**
 * The C API of a library, and what its Java is to be called.
 *
 * @param name the name of the interface: {@code Zlib}
 * @param packageName the package
 * @param origin who said the types, for people: {@code zlib.h}
 * @param symbols its functions and variables
 * @param constants its macros and enumerators
 * @param failure which statuses are failures, so that objects that it writes to where a parameter
 *     points are results; empty if that is not known
 */
public record Api(
    String name,
    String packageName,
    String origin,
    List<TypedSymbol> symbols,
    List<Constant> constants,
    Optional<Failure> failure) {
  /** Puts all in the order of their names. */
  public Api {
    symbols = symbols.stream().sorted(Comparator.comparing(TypedSymbol::name)).toList();
    constants = constants.stream().sorted(Comparator.comparing(Constant::name)).toList();
  }

  /** The same with more constants, of which those are left out that are there. */
  Api with(Collection<? extends Constant> more) {
    Map<String, Constant> all = new LinkedHashMap<>();
    constants.forEach(each -> all.put(each.name(), each));
    more.forEach(each -> all.putIfAbsent(each.name(), each));
    return new Api(name, packageName, origin, symbols, List.copyOf(all.values()), failure);
  }
}
