package org.alfheim.internal.open;

import java.util.List;
import org.alfheim.elf.SharedObject;
import org.alfheim.plugin.LocalPlugin;
import org.alfheim.plugin.TypeSource;

/** What the loader has to know of a plugin that it has opened, whatever language it is of. */
sealed interface OpenedPlugin extends LocalPlugin permits LoadedPlugin, LoadedGoPlugin {

  /** The image, with all its definitions. */
  SharedObject elf();

  /** Takes more who know its types: it is opened again, by others perhaps. */
  void typedBy(List<TypeSource> sources);
}
