package org.alfheim.plugin;

import java.util.List;
import java.util.Set;
import org.alfheim.link.Waiver;

/**
 * On what terms an image is opened.
 *
 * @param dependencies plugins that satisfy an entry of {@code DT_NEEDED} by their soname, before
 *     any other open plugin and before the system's libraries. An image in memory that is opened
 *     with other dependencies is another plugin: so two versions of a library live side by side,
 *     each with the consumers that were bound to it
 * @param waivers what is not demanded of the image; each takes a protection away
 */
public record Terms(List<Plugin> dependencies, Set<Waiver> waivers) {

  /** Everything is demanded, and dependencies are found where they are. */
  public static final Terms USUAL = new Terms(List.of(), Set.of());

  /** Copies both. */
  public Terms {
    dependencies = List.copyOf(dependencies);
    waivers = Set.copyOf(waivers);
  }

  /**
   * The usual terms, and these plugins come first.
   *
   * @param dependencies the plugins
   * @return the terms
   */
  public static Terms dependingOn(List<Plugin> dependencies) {
    return new Terms(dependencies, Set.of());
  }

  /**
   * The usual terms, and less is demanded.
   *
   * @param waivers what is not demanded
   * @return the terms
   */
  public static Terms waiving(Waiver... waivers) {
    return new Terms(List.of(), Set.of(waivers));
  }

  /** The dependencies as the loader knows them. */
  List<LoadedPlugin> loaded() {
    return dependencies.stream()
        .map(plugin ->
            switch (plugin) {
              case LoadedPlugin here -> here;
            })
        .toList();
  }
}
