package org.alfheim.internal.search;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import org.alfheim.elf.DynamicSection;
import org.alfheim.elf.ElfException;
import org.alfheim.elf.SharedObject;
import org.alfheim.internal.search.LibraryClosure.Filter;

/**
 * The order into which ld.so brings filters and what they filter (glibc, {@code
 * _dl_map_object_deps} in {@code elf/dl-deps.c}). It puts a filtered library right before its
 * filter, in the list that it searches and in the list of all objects, wherever it was, and looks
 * at the filters of that one anew. So two objects that are filters for each other, also by way of
 * others, change places until the stack ends. An object that is a filter for itself stays where it
 * is. And the main program must not be moved: the list of all objects begins with it, and what came
 * before the filter would be lost to ld.so, which ends the process when it counts the objects.
 */
public final class FilterOrder {
  private final LibraryClosure closure;
  private final SharedObject opened;

  /** A filter and what it filters. */
  private record Edge(Filter filter, SharedObject filtered) {}

  private FilterOrder(SharedObject opened, LibraryClosure closure) {
    this.opened = opened;
    this.closure = closure;
  }

  /**
   * Refuses what would end the process.
   *
   * @param opened the object that is opened
   * @param closure the {@linkplain LibraryClosure#whole whole} of what comes with it
   * @throws ElfException of the object if the order has no end, or the main program is filtered;
   *     the field is {@code DT_AUXILIARY} or {@code DT_FILTER}
   */
  public static void check(SharedObject opened, LibraryClosure closure) {
    new FilterOrder(opened, closure).check();
  }

  private void check() {
    List<Edge> edges = new ArrayList<>();
    for (Filter filter : closure.filters()) {
      if (closure.isMainProgram(filter.name())) {
        throw refusal(
            filter,
            filter.image().name() + " is a filter for " + filter.name() + ", the main program",
            "link it with the name of another library");
      }
      Optional<SharedObject> filtered = closure.imageOf(filter.name());
      if (filtered.isPresent() && filtered.get() != filter.image()) {
        edges.add(new Edge(filter, filtered.get()));
      }
    }
    while (removeEnds(edges)) {
      // What is left has another end, or none.
    }
    if (!edges.isEmpty()) {
      throw endless(cycle(edges));
    }
  }

  /** Leaves out those that filter an object that is no filter, as far as is known yet. */
  private static boolean removeEnds(List<Edge> edges) {
    IdentityHashMap<SharedObject, Edge> from = from(edges);
    return edges.removeIf(edge -> !from.containsKey(edge.filtered()));
  }

  private static IdentityHashMap<SharedObject, Edge> from(List<Edge> edges) {
    IdentityHashMap<SharedObject, Edge> from = new IdentityHashMap<>();
    for (Edge edge : edges) {
      from.putIfAbsent(edge.filter().image(), edge);
    }
    return from;
  }

  /** Of edges each of which leads to another, those that lead back to the first. */
  private static List<Edge> cycle(List<Edge> edges) {
    IdentityHashMap<SharedObject, Edge> from = from(edges);
    List<Edge> way = new ArrayList<>();
    Edge next = edges.getFirst();
    while (!way.contains(next)) {
      way.add(next);
      next = from.get(next.filtered());
    }
    return way.subList(way.indexOf(next), way.size());
  }

  private ElfException endless(List<Edge> cycle) {
    StringBuilder problem = new StringBuilder(cycle.getFirst().filter().image().name());
    String link = " is a filter for ";
    for (Edge edge : cycle) {
      problem.append(link).append(edge.filter().name());
      link = ", which is a filter for ";
    }
    return refusal(
        cycle.getFirst().filter(),
        problem.append(", and ld.so would never have them in order").toString(),
        "link one of them without -f (DT_AUXILIARY) or -F (DT_FILTER)");
  }

  private ElfException refusal(Filter filter, String problem, String cure) {
    /* The offset is one in the file that is opened. */
    long at = filter.image() == opened ? opened.dynamic().at(filter.tag()) : -1;
    return new ElfException(opened.name(), DynamicSection.nameOf(filter.tag()), at, problem, cure);
  }
}
