package org.alfheim.internal.nested;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.alfheim.plugin.Plugin;

/**
 * Images that are in place, their constructors perhaps still running.
 *
 * <p>Who looks one up may hold ld.so's lock, which whoever adds one may wait for: so nobody waits
 * here.
 */
public final class PlacedImages {
  /** The first of each {@link Plugin#neededName}. */
  private final Map<String, PlacedImage> byName = new ConcurrentHashMap<>();

  private final Map<String, PlacedImage> byKey = new ConcurrentHashMap<>();

  /** The last of each name and source. */
  private final Map<String, PlacedImage> bySource = new ConcurrentHashMap<>();

  /* No record: the first one that is a key links what makes its hash code. */
  private static String sibling(String source, String name) {
    return source + '\n' + name;
  }

  public void add(PlacedImage image) {
    String name = image.provider().soname();
    byName.putIfAbsent(name, image);
    byKey.put(image.key(), image);
    if (image.source().isPresent()) {
      bySource.put(sibling(image.source().get(), name), image);
    }
  }

  /** Those of some plugins that are images in place. */
  public List<PlacedImage> of(List<? extends Plugin> plugins) {
    /* No stream: the first one takes as long as the whole of an open. */
    List<PlacedImage> images = new ArrayList<>();
    for (Plugin plugin : plugins) {
      PlacedImage image = byKey.get(plugin.location());
      if (image != null) {
        images.add(image);
      }
    }
    return images;
  }

  /** Those that an image needs, in the order in which it needs them. */
  public Map<String, PlacedImage> needed(List<String> sonames, List<PlacedImage> given) {
    Map<String, PlacedImage> first = new HashMap<>();
    for (PlacedImage image : given) {
      first.put(image.provider().soname(), image);
    }
    Map<String, PlacedImage> found = new LinkedHashMap<>();
    for (String soname : sonames) {
      PlacedImage image = first.containsKey(soname) ? first.get(soname) : byName.get(soname);
      if (image != null) {
        found.put(soname, image);
      }
    }
    return found;
  }

  /**
   * The image that another one means by a name: itself, one that it sees, breadth first, one from
   * the same source, or any.
   */
  Optional<PlacedImage> named(String name, PlacedImage from) {
    Set<String> seen = new HashSet<>(Set.of(from.key()));
    Deque<PlacedImage> waiting = new ArrayDeque<>(List.of(from));
    while (!waiting.isEmpty()) {
      PlacedImage next = waiting.remove();
      if (next.provider().soname().equals(name)) {
        return Optional.of(next);
      }
      for (PlacedImage image : next.needed()) {
        if (seen.add(image.key())) {
          waiting.add(image);
        }
      }
    }
    return from.source()
        .map(source -> bySource.get(sibling(source, name)))
        .or(() -> Optional.ofNullable(byName.get(name)));
  }
}
