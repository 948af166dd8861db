package org.alfheim.registry.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.alfheim.plugin.Plugin;
import org.alfheim.registry.PluginInventory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** The inventory, made up when it is asked for: from the loader, the journal and the framework. */
record JournalInventory(BundleContext context, PluginJournal journal) implements PluginInventory {

  @Override
  public List<Image> images() {
    List<Image> images = new ArrayList<>();
    Plugin.opened().forEach(plugin -> images.add(image(plugin)));
    Plugin.openedElsewhere()
        .forEach(image ->
            images.add(
                new Image(
                    State.ELSEWHERE,
                    image.name(),
                    image.location(),
                    image.span(),
                    Optional.empty(),
                    Optional.empty())));
    return List.copyOf(images);
  }

  private Image image(Plugin plugin) {
    return journal.holdings(plugin).stream()
        .map(holding -> image(plugin, holding))
        .min(Comparator.comparing(Image::state))
        .orElseGet(() ->
            new Image(
                State.DIRECT,
                plugin.name(),
                plugin.location(),
                plugin.image().span(),
                Optional.of(plugin),
                Optional.empty()));
  }

  private Image image(Plugin plugin, PluginJournal.Holding holding) {
    return new Image(
        state(holding),
        holding.name(),
        plugin.location(),
        plugin.image().span(),
        Optional.of(plugin),
        Optional.of(holding.holder()));
  }

  private State state(PluginJournal.Holding holding) {
    Bundle bundle = context.getBundle(holding.holder().bundle());
    if (bundle == null || bundle.getLastModified() != holding.modified()) {
      return State.RETIRED;
    }
    return bundle.getState() == Bundle.ACTIVE ? State.ACTIVE : State.STOPPED;
  }

  @Override
  public List<Failure> failures() {
    return journal.failures().stream().flatMap(this::ofBundlesThatAreThere).toList();
  }

  private Stream<Failure> ofBundlesThatAreThere(Failure failure) {
    if (context.getBundle(failure.holder().bundle()) == null) {
      journal.forget(failure);
      return Stream.of();
    }
    return Stream.of(failure);
  }
}
