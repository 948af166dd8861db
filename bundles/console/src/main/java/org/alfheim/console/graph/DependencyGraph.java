package org.alfheim.console.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.alfheim.console.model.Images;
import org.alfheim.console.model.ShownImage;
import org.alfheim.console.model.ShownRuntime;
import org.alfheim.registry.PluginConstants;
import org.alfheim.registry.PluginInventory.State;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;

/**
 * Who uses whom: bundles that use plugins' services, plugins, and the system's libraries.
 *
 * @param nodes all, in the order in which they were met
 * @param edges from the one that needs to the one that is needed
 */
public record DependencyGraph(List<Node> nodes, List<Edge> edges) {

  /** What a node stands for, in the order from those who need to those who are needed. */
  public enum Kind {
    CONSUMER,
    PLUGIN,
    LIBRARY;

    /** The name that the stylesheet and JSON know. */
    public String label() {
      return switch (this) {
        case CONSUMER -> "consumer";
        case PLUGIN -> "plugin";
        case LIBRARY -> "library";
      };
    }
  }

  /**
   * A node.
   *
   * @param id what tells it from others
   * @param kind what it stands for
   * @param label its name
   * @param detail a few words below it
   * @param image the image of a plugin
   */
  public record Node(
      String id, Kind kind, String label, String detail, Optional<ShownImage> image) {}

  /**
   * A need.
   *
   * @param from who needs
   * @param to who is needed
   * @param label by which name: a soname, a version of Go, or "services"
   */
  public record Edge(Node from, Node to, String label) {}

  /** The graph of what there is now. */
  public static DependencyGraph of(Images images) {
    List<ShownImage> all = images.all();
    Map<String, Node> nodes = new LinkedHashMap<>();
    List<Edge> edges = new ArrayList<>();
    for (ShownImage image : all) {
      nodes.put("image " + image.location(), node(image));
    }
    for (ShownImage image : all) {
      Node from = nodes.get("image " + image.location());
      for (String soname : image.needed()) {
        Node to =
            provider(image, soname, all)
                .map(provider -> nodes.get("image " + provider.location()))
                .orElseGet(() -> nodes.computeIfAbsent("library " + soname, _ -> library(soname)));
        edges.add(new Edge(from, to, soname));
      }
      for (Bundle consumer : images.consumersOf(image)) {
        Node using =
            nodes.computeIfAbsent("bundle " + consumer.getBundleId(), _ -> consumer(consumer));
        edges.add(new Edge(using, from, "services"));
      }
    }
    for (ShownRuntime runtime : ShownRuntime.among(all)) {
      Node host = nodes.get("image " + runtime.host().location());
      for (ShownImage plugin : runtime.plugins()) {
        edges.add(
            new Edge(
                nodes.get("image " + plugin.location()), host, runtime.version().orElse("Go")));
      }
    }
    return new DependencyGraph(List.copyOf(nodes.values()), edges);
  }

  private static Node node(ShownImage image) {
    return new Node(
        "image " + image.location(),
        Kind.PLUGIN,
        image.name(),
        image.version().map(version -> version + ", ").orElse("") + image.stateName(),
        Optional.of(image));
  }

  private static Node library(String soname) {
    return new Node("library " + soname, Kind.LIBRARY, soname, "system library", Optional.empty());
  }

  private static Node consumer(Bundle bundle) {
    return new Node(
        "bundle " + bundle.getBundleId(),
        Kind.CONSUMER,
        Objects.requireNonNullElse(bundle.getSymbolicName(), bundle.getLocation()),
        bundle.getVersion() + ", bundle " + bundle.getBundleId(),
        Optional.empty());
  }

  /**
   * The image that stands for a soname. Of several, the one with which the other was opened says
   * its location; else the one that the resolver chose; else one that is active.
   */
  private static Optional<ShownImage> provider(
      ShownImage image, String soname, List<ShownImage> all) {
    List<ShownImage> candidates =
        all.stream()
            .filter(other -> !other.equals(image))
            .filter(other -> other.plugin().filter(p -> p.neededName().equals(soname)).isPresent())
            .toList();
    return candidates.stream()
        .filter(candidate -> candidate.isDependencyOf(image))
        .findFirst()
        .or(() -> candidates.stream().filter(candidate -> isWired(image, candidate)).findFirst())
        .or(() ->
            candidates.stream().filter(candidate -> candidate.state() == State.ACTIVE).findFirst())
        .or(() -> candidates.stream().findFirst());
  }

  private static boolean isWired(ShownImage image, ShownImage provider) {
    Optional<Bundle> needing = image.service().map(ServiceReference::getBundle);
    Optional<Bundle> provided = provider.service().map(ServiceReference::getBundle);
    if (needing.isEmpty() || provided.isEmpty()) {
      return false;
    }
    BundleWiring wiring = needing.get().adapt(BundleWiring.class);
    return wiring != null
        && wiring.getRequiredWires(PluginConstants.PLUGIN_NAMESPACE).stream()
            .map(BundleWire::getProvider)
            .anyMatch(revision -> revision.getBundle().equals(provided.get()));
  }
}
