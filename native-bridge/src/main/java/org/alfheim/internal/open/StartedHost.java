package org.alfheim.internal.open;

import java.util.ArrayList;
import java.util.List;
import org.alfheim.elf.SharedObject;
import org.alfheim.internal.go.GoModule;
import org.alfheim.internal.go.runtime.GoRuntime;
import org.alfheim.internal.process.map.MappedImage;
import org.alfheim.plugin.GoHostImage;
import org.alfheim.plugin.LocalPlugin;

/**
 * A host in place.
 *
 * @param origin where it comes from
 * @param runtime what runs in it
 * @param module what its file says of itself
 * @param image the image
 * @param mapped where it lies
 */
record StartedHost(
    Origin origin, GoRuntime runtime, GoModule module, SharedObject image, MappedImage mapped) {

  /**
   * What there is to be seen of it.
   *
   * @param opened all plugins that are open
   */
  GoHostImage among(List<OpenedPlugin> opened) {
    List<LocalPlugin> own = new ArrayList<>();
    for (OpenedPlugin plugin : opened) {
      if (plugin instanceof LoadedGoPlugin go && go.opened().runtime() == runtime) {
        own.add(plugin);
      }
    }
    return new GoHostImage(
        origin.name(),
        origin.key(),
        module.described().version(),
        mapped.bias().value(),
        LoadedPlugin.span(image),
        mapped.held(),
        own);
  }
}
