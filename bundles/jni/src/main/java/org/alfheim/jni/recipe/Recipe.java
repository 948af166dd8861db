package org.alfheim.jni.recipe;

import java.util.List;
import java.util.Optional;

/**
 * How a well-known jar finds its libraries.
 *
 * @param symbolicName of the bundle that it is, or becomes
 * @param known of a jar that is no bundle: an entry by which it is known
 * @param host of a jar that is no bundle and becomes a fragment: its host; empty if it becomes a
 *     bundle
 * @param imports of a jar that is no bundle: the packages that it imports, as {@code
 *     Import-Package} has them; empty if those of Java are enough
 * @param besideOthers whether it is wrapped so that versions of it live side by side: it is no
 *     singleton then, and imports nothing that it exports
 * @param optional packages that it imports and, when it is wrapped, does without where nobody has
 *     them
 * @param images its libraries, in the order in which they have to be loaded; none if another jar
 *     has them
 */
public record Recipe(
    String symbolicName,
    Optional<String> known,
    Optional<String> host,
    String imports,
    boolean besideOthers,
    List<String> optional,
    List<NativesClause> images) {
  /** Takes copies. */
  public Recipe {
    optional = List.copyOf(optional);
    images = List.copyOf(images);
  }
}
