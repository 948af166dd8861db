package org.alfheim.registry.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.alfheim.loader.Loader;
import org.alfheim.plugin.ImageInfo;
import org.alfheim.plugin.LocalPlugin;
import org.alfheim.plugin.Plugin;
import org.alfheim.registry.PluginConstants;
import org.alfheim.registry.PluginInventory;
import org.alfheim.registry.StartFailure;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.startlevel.BundleStartLevel;

/** The inventory, made up when it is asked for: from the loader, the journal and the framework. */
record JournalInventory(BundleContext context, PluginJournal journal) implements PluginInventory {
  /** What the container opens for itself it names so, as images of bundles are named. */
  private static final String OWN = "org.alfheim.container!/";

  @Override
  public List<Image> images() {
    List<Image> images = new ArrayList<>();
    Loader.opened().forEach(plugin -> images.add(image(plugin)));
    images.addAll(new GoRuntimes(context).images(images));
    images.addAll(new BundleNatives(context).images());
    Loader.openedElsewhere()
        .forEach(image ->
            images.add(
                new Image(
                    image.location().startsWith(OWN) ? State.HELPER : State.ELSEWHERE,
                    image.name(),
                    image.location(),
                    image.span(),
                    image.held(),
                    Optional.empty(),
                    Optional.empty())));
    images.sort(Comparator.comparing(image -> image.state() == State.HELPER));
    return List.copyOf(images);
  }

  private Image image(Plugin plugin) {
    return journal.holdings(plugin).stream()
        .map(holding -> image(plugin, holding))
        .min(Comparator.comparing(Image::state))
        .orElseGet(() ->
            new Image(
                plugin.location().startsWith(OWN) ? State.HELPER : State.DIRECT,
                plugin.name(),
                plugin.location(),
                info(plugin).map(ImageInfo::span).orElse(0L),
                info(plugin).map(ImageInfo::held).orElse(0L),
                Optional.of(plugin),
                Optional.empty()));
  }

  private Image image(Plugin plugin, PluginJournal.Holding holding) {
    return new Image(
        state(holding),
        holding.name(),
        plugin.location(),
        info(plugin).map(ImageInfo::span).orElse(0L),
        info(plugin).map(ImageInfo::held).orElse(0L),
        Optional.of(plugin),
        Optional.of(holding.holder()));
  }

  private static Optional<ImageInfo> info(Plugin plugin) {
    return plugin instanceof LocalPlugin local ? Optional.of(local.image()) : Optional.empty();
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
    Map<Long, Failure> failures = new TreeMap<>();
    journal.failures().stream()
        .flatMap(this::ofBundlesThatAreThere)
        .forEach(failure -> failures.put(failure.holder().bundle(), failure));
    Arrays.stream(context.getBundles())
        .flatMap(this::unresolved)
        .forEach(failure -> failures.put(failure.holder().bundle(), failure));
    return List.copyOf(failures.values());
  }

  /** A bundle that shall run and lacks something has never come to its activator. */
  private Stream<Failure> unresolved(Bundle bundle) {
    if (bundle.getState() != Bundle.INSTALLED
        || bundle.getHeaders("").get(PluginConstants.NATIVE_PLUGIN) == null
        || !bundle.adapt(BundleStartLevel.class).isPersistentlyStarted()) {
      return Stream.of();
    }
    List<String> unsatisfied = StartFailure.unsatisfied(context, bundle);
    if (unsatisfied.isEmpty()) {
      return Stream.of();
    }
    String message =
        bundle.getSymbolicName()
            + ": nothing provides what it requires: "
            + String.join(", ", unsatisfied);
    return Stream.of(
        new Failure(
            PluginJournal.holder(bundle),
            Instant.ofEpochMilli(bundle.getLastModified()),
            message,
            new BundleException(message, BundleException.RESOLVE_ERROR)));
  }

  private Stream<Failure> ofBundlesThatAreThere(Failure failure) {
    if (context.getBundle(failure.holder().bundle()) == null) {
      journal.forget(failure);
      return Stream.of();
    }
    return Stream.of(failure);
  }
}
