package org.alfheim.names;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import org.alfheim.internal.demangle.DecodedName;
import org.alfheim.internal.demangle.Demangler;

/**
 * Finds symbols by their {@linkplain DemangledName demangled names}: the whole, the whole without
 * the result, or the name without its parameters.
 *
 * <p>No name is kept: for each encoded name three numbers are, 28 bytes in all, and what they find
 * is decoded again.
 */
public final class DemangledIndex {
  private static final int FORMS = 3;

  private final IntFunction<String> names;
  private final long[] hashes;
  private final int[] places;

  /**
   * Decodes all names of some symbols: some microseconds for each.
   *
   * @param places the symbols' places, as in a symbol table
   * @param names gives a symbol's name by its place, as often as it is asked
   */
  public DemangledIndex(int[] places, IntFunction<String> names) {
    this.names = names;
    long[] pairs = new long[places.length * FORMS];
    int[] owners = new int[places.length];
    int count = 0;
    int encoded = 0;
    for (int place : places) {
      String name = names.apply(place);
      Optional<DecodedName> decoded =
          DemangledName.isEncoded(name) ? Demangler.demangle(name) : Optional.empty();
      if (decoded.isPresent()) {
        owners[encoded] = place;
        for (String form : forms(decoded.get())) {
          // The upper bits tell names apart, the lower ones whose it is.
          pairs[count++] = (long) hash(form) << Integer.SIZE | encoded;
        }
        encoded++;
      }
    }
    Arrays.sort(pairs, 0, count);
    this.hashes = Arrays.copyOf(pairs, count);
    this.places = Arrays.copyOf(owners, encoded);
  }

  private static Set<String> forms(DecodedName name) {
    Set<String> forms = new LinkedHashSet<>();
    forms.add(SpellingOfName.of(name.text()));
    forms.add(SpellingOfName.of(name.withoutResult()));
    forms.add(SpellingOfName.of(name.name()));
    return forms;
  }

  private static int hash(String form) {
    return form.hashCode();
  }

  /**
   * The symbols of a demangled name.
   *
   * @param written {@code ns::f(int)} or, for all functions of the name, {@code ns::f}
   * @return their places in the order of the table; several where the name alone does not tell
   *     which is meant, as of the two constructors that a compiler makes of one
   */
  public List<Integer> find(String written) {
    String form = SpellingOfName.of(written);
    long wanted = (long) hash(form) << Integer.SIZE;
    int at = Arrays.binarySearch(hashes, wanted);
    List<Integer> whole = new ArrayList<>();
    List<Integer> others = new ArrayList<>();
    for (int i = at < 0 ? -at - 1 : at;
        i < hashes.length && hashes[i] >> Integer.SIZE == wanted >> Integer.SIZE;
        i++) {
      int place = places[(int) hashes[i]];
      DecodedName name = Demangler.demangle(names.apply(place)).orElseThrow();
      Iterator<String> forms = forms(name).iterator();
      if (forms.next().equals(form)) {
        whole.add(place);
      } else {
        while (forms.hasNext()) {
          if (forms.next().equals(form)) {
            others.add(place);
          }
        }
      }
    }
    return whole.isEmpty() ? others : whole;
  }
}
