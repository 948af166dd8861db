package org.alfheim.plugin;

import java.lang.foreign.SymbolLookup;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.alfheim.bind.Structure;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A plugin in this process: what a {@link Plugin} is, and what has no meaning for one that lives
 * elsewhere. {@link org.alfheim.loader.Loader#openLocal(Path)} opens one.
 */
@ProviderType
public interface LocalPlugin extends Plugin {

  /**
   * The real path of the file; empty for an image that was opened from memory, or was linked of
   * several files.
   */
  Optional<Path> path();

  /**
   * The relocatable objects and archives that it was linked of when it was opened, by their paths
   * or names, and after them the members of thin archives.
   *
   * @return the files in their order; none of a shared object
   */
  default List<String> objects() {
    return List.of();
  }

  /**
   * What may not be as it was meant in the objects that it was linked of: each a line that names
   * the object. They are in the log, too, of the logger {@code org.alfheim.loader}.
   *
   * @return the lines; none of a shared object, and of an image that another copy of these classes
   *     has linked
   */
  default List<String> linkWarnings() {
    return List.of();
  }

  @Override
  LocalSymbol lookup(String name);

  /**
   * The plugin's symbols as addresses, for code that was written for {@link java.lang.foreign}: in
   * sources made by {@code jextract} it takes the place of {@link SymbolLookup#libraryLookup}. A
   * thread-local variable is the copy of the thread that looks it up.
   *
   * @return a lookup that finds what {@link #find(String)} finds, as segments of no length; it
   *     finds nothing where a symbol has no address in the image
   */
  SymbolLookup symbolLookup();

  /** Where and how the image lies in the process. */
  ImageInfo image();

  /** What it needed of its host, if it is a Go plugin; empty for all others. */
  default Optional<GoNeeds> go() {
    return Optional.empty();
  }

  /**
   * Lays a view or a record over a structure that the image's debug information, or what its bundle
   * carries, knows: for memory that is not that of a call.
   *
   * @param <S> the view or the record
   * @param view an interface that extends {@link org.alfheim.bind.Struct}, or a record; the
   *     structure is that of its name, {@code z_stream} of {@code ZStream}, or what {@link
   *     org.alfheim.bind.Name} says
   * @return the structure as Java sees it
   * @throws org.alfheim.bind.BindingException if no such structure is known, or a member is missing
   *     or of another type
   */
  <S> Structure<S> structure(Class<S> view);
}
