package org.alfheim.plugin;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.alfheim.link.Waiver;

/**
 * On what terms an image is opened.
 *
 * @param dependencies plugins that satisfy an entry of {@code DT_NEEDED} by {@link
 *     Plugin#neededName}, before any other open plugin and before the system's libraries. An image
 *     in memory that is opened with other dependencies is another plugin: so two versions of a
 *     library live side by side, each with the consumers that were bound to it
 * @param waivers what is not demanded of the image; each takes a protection away
 * @param provenance where the image comes from, for an {@link Admission}; of a plugin that is open
 *     already it is that of whoever opens it again that counts
 * @param folder what {@code $ORIGIN} stands for in an image in memory: the folder of the file that
 *     it is a copy of. With another folder it is another plugin. Of a file it is the file's own
 */
public record Terms(
    List<Plugin> dependencies,
    Set<Waiver> waivers,
    Optional<Provenance> provenance,
    Optional<Path> folder) {

  /** Everything is demanded, and dependencies are found where they are. */
  public static final Terms USUAL = new Terms(List.of(), Set.of());

  /** Copies both lists. */
  public Terms {
    dependencies = List.copyOf(dependencies);
    waivers = Set.copyOf(waivers);
  }

  /**
   * Terms without a word of where the image comes from.
   *
   * @param dependencies plugins that come first
   * @param waivers what is not demanded
   */
  public Terms(List<Plugin> dependencies, Set<Waiver> waivers) {
    this(dependencies, waivers, Optional.empty());
  }

  /**
   * Terms for an image that has no folder.
   *
   * @param dependencies plugins that come first
   * @param waivers what is not demanded
   * @param provenance where the image comes from
   */
  public Terms(List<Plugin> dependencies, Set<Waiver> waivers, Optional<Provenance> provenance) {
    this(dependencies, waivers, provenance, Optional.empty());
  }

  /**
   * The same terms for an image that comes from somewhere.
   *
   * @param origin where it comes from
   * @return the terms
   */
  public Terms from(Provenance origin) {
    return new Terms(dependencies, waivers, Optional.of(origin), folder);
  }

  /**
   * The same terms for a copy of a file.
   *
   * @param origin the folder of the file; what is not absolute is no folder
   * @return the terms
   */
  public Terms in(Optional<Path> origin) {
    return new Terms(dependencies, waivers, provenance, origin.filter(Path::isAbsolute));
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
