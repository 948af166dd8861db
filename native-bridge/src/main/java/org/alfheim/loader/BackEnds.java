package org.alfheim.loader;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.alfheim.plugin.OpenOptions;
import org.alfheim.plugin.Plugin;
import org.alfheim.plugin.spi.BackEnd;
import org.alfheim.plugin.spi.PluginSource;

/** The back ends in the order in which they are asked: the newest first, this process last. */
final class BackEnds {
  private final CopyOnWriteArrayList<BackEnd> inOrder;

  BackEnds(BackEnd local) {
    inOrder = new CopyOnWriteArrayList<>(List.of(local));
  }

  List<BackEnd> all() {
    return List.copyOf(inOrder);
  }

  synchronized void add(BackEnd added) {
    for (BackEnd backEnd : inOrder) {
      if (backEnd.name().equals(added.name())) {
        throw new IllegalArgumentException(
            "there is a back end " + added.name() + " already; uninstall it first");
      }
    }
    inOrder.addFirst(added);
  }

  synchronized void remove(BackEnd removed) {
    inOrder.remove(removed);
  }

  Plugin open(PluginSource source, OpenOptions options) {
    for (BackEnd backEnd : inOrder) {
      if (backEnd.opens(source, options)) {
        return backEnd.open(source, options);
      }
    }
    throw new UnsupportedOperationException(
        source
            + ": no back end takes the options "
            + options.backEndOptions()
            + "; there are: "
            + String.join(", ", inOrder.stream().map(BackEnd::name).toList()));
  }
}
