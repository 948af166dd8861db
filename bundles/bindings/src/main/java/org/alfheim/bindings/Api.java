package org.alfheim.bindings;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.alfheim.bind.Failure;
import org.alfheim.internal.btf.TypedSymbol;
import org.alfheim.internal.header.Constant;
import org.alfheim.types.SourcePosition;

/**
 * The C API of a library, and what its Java is to be called.
 *
 * @param name the name of the interface: {@code Zlib}
 * @param packageName the package
 * @param prefix what the names of methods leave out of C's: {@code sqlite3_}; may be empty
 * @param origin who said the types, for people: {@code zlib.h}
 * @param symbols its functions and variables
 * @param constants its macros and enumerators
 * @param places where types, members and constants are declared, by {@link
 *     org.alfheim.internal.header.HeaderTypes#places}
 * @param failure which statuses are failures, so that objects that it writes to where a parameter
 *     points are results; empty if that is not known
 */
public record Api(
    String name,
    String packageName,
    String prefix,
    String origin,
    List<TypedSymbol> symbols,
    List<Constant> constants,
    Map<String, SourcePosition> places,
    Optional<Failure> failure) {
  /** Puts all in the order of their names. */
  public Api {
    symbols = symbols.stream().sorted(Comparator.comparing(TypedSymbol::name)).toList();
    constants = constants.stream().sorted(Comparator.comparing(Constant::name)).toList();
    places = Map.copyOf(places);
  }

  /** An API as it is known. */
  public static Api of(
      String name,
      String packageName,
      String prefix,
      LibraryApi.Read read,
      Optional<Failure> failure) {
    return new Api(
        name,
        packageName,
        prefix,
        read.origin(),
        read.symbols(),
        read.constants(),
        read.places(),
        failure);
  }

  /** The same with more constants, of which those are left out that are there. */
  Api with(Collection<? extends Constant> more) {
    Map<String, Constant> all = new LinkedHashMap<>();
    constants.forEach(each -> all.put(each.name(), each));
    more.forEach(each -> all.putIfAbsent(each.name(), each));
    List<Constant> whole = List.copyOf(all.values());
    return new Api(name, packageName, prefix, origin, symbols, whole, places, failure);
  }

  /** The same without some constants. */
  Api without(Set<String> names) {
    List<Constant> left = constants.stream().filter(each -> !names.contains(each.name())).toList();
    return new Api(name, packageName, prefix, origin, symbols, left, places, failure);
  }
}
