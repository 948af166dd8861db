package org.alfheim.internal.open;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.alfheim.elf.SharedObject;
import org.alfheim.plugin.LocalPlugin;
import org.alfheim.plugin.SymbolNotFoundException;
import org.alfheim.plugin.TypeSource;

/** What the loader has to know of a plugin that it has opened, whatever language it is of. */
sealed interface OpenedPlugin extends LocalPlugin permits LoadedPlugin, LoadedGoPlugin {

  /** Where it comes from. */
  Origin origin();

  @Override
  default String name() {
    return origin().name();
  }

  @Override
  default String location() {
    return origin().key();
  }

  @Override
  default Optional<Path> path() {
    return origin().file();
  }

  @Override
  default Optional<String> soname() {
    return elf().soname();
  }

  @Override
  default Optional<String> buildId() {
    return elf().buildId();
  }

  @Override
  default Optional<String> version() {
    Optional<String> version = LibraryVersion.of(name());
    Optional<String> soname = soname();
    return version.isPresent() || soname.isEmpty() ? version : LibraryVersion.of(soname.get());
  }

  /**
   * Says that there is no symbol of a name.
   *
   * @param hint what else there is to say, asked for only where somebody reads it
   */
  default SymbolNotFoundException notFound(String symbol, Supplier<String> hint) {
    return new SymbolNotFoundException(
        origin().displayName(),
        origin().displayName() + ": symbol " + symbol + " not found in plugin " + name(),
        hint);
  }

  /** The image, with all its definitions. */
  SharedObject elf();

  /** Takes more who know its types: it is opened again, by others perhaps. */
  void typedBy(List<TypeSource> sources);
}
