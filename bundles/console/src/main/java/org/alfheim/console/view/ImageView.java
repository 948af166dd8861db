package org.alfheim.console.view;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.alfheim.console.model.AddressText;
import org.alfheim.console.model.MappedRegion;
import org.alfheim.console.model.ShownImage;
import org.alfheim.console.model.ShownRuntime;
import org.alfheim.plugin.Plugin;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/**
 * All about one image.
 *
 * @param image the image
 * @param mappings what the kernel says of its memory
 * @param services what its bundle has registered
 * @param runtime the Go runtime that it is the host of, or runs on
 */
public record ImageView(
    ShownImage image,
    List<MappedRegion> mappings,
    List<ServiceReference<?>> services,
    Optional<ShownRuntime> runtime)
    implements View {
  @Override
  public String name() {
    return "image";
  }

  @Override
  public void write(Html html, Links links) {
    html.open("h2").text(image.name()).text(" ");
    Tables.state(html, image);
    html.close();
    facts(html);
    image
        .info()
        .ifPresent(info -> {
          html.open("section").element("h3", "Memory");
          MemoryDiagram.write(html, image.name(), info, mappings);
          html.close();
        });
    services(html);
    html.open("p", "class", "more")
        .element(
            "a",
            String.format("All %,d symbols", image.symbols()),
            "href",
            links.with("symbols", "location", image.location()))
        .close();
  }

  private void facts(Html html) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("State", image.stateExplanation());
    facts.put("Bundle", image.bundle().orElse("none"));
    image.version().ifPresent(version -> facts.put("Version", version));
    image.plugin().flatMap(Plugin::soname).ifPresent(soname -> facts.put("Soname", soname));
    image.plugin().flatMap(Plugin::buildId).ifPresent(id -> facts.put("Build id", id));
    facts.put("Location", image.location());
    if (!image.objects().isEmpty()) {
      facts.put("Linked of", String.join(", ", image.objects()));
    }
    if (!image.linkWarnings().isEmpty()) {
      facts.put("Warnings of the link", String.join("; ", image.linkWarnings()));
    }
    runtime.ifPresent(go -> {
      facts.put("Go", go.version().orElse("of a version that its host does not say"));
      facts.put(
          go.isOf(image) ? "Plugins on it" : "Runs on",
          go.isOf(image) ? go.names() : go.host().location());
    });
    image
        .info()
        .ifPresent(info -> {
          facts.put("Address", AddressText.of(info.base()) + ", the load bias");
          facts.put("Relocations", String.format("%,d", info.relocations()));
          facts.put("Opened in", String.format("%.1f ms", info.nanoseconds() / 1e6));
          facts.put(
              "Needs", info.needed().isEmpty() ? "nothing" : String.join(", ", info.needed()));
        });
    facts.put("Symbols", String.format("%,d", image.symbols()));
    Tables.facts(html, facts);
  }

  private void services(Html html) {
    if (services.isEmpty()) {
      return;
    }
    html.open("section").open("table", "class", "list");
    html.element("caption", "Services");
    Tables.heading(html, "Interface", "#Services", "Used by");
    html.open("tbody");
    services.stream()
        .collect(Collectors.groupingBy(ImageView::type, LinkedHashMap::new, Collectors.toList()))
        .forEach((type, group) -> {
          html.open("tr").element("th", type, "scope", "row");
          html.element("td", String.format("%,d", group.size()), "class", "number");
          html.element("td", users(group)).close();
        });
    html.close(3);
  }

  private static String type(ServiceReference<?> service) {
    return String.join(", ", (String[]) service.getProperty(Constants.OBJECTCLASS));
  }

  private static String users(List<ServiceReference<?>> group) {
    return group.stream()
        .map(ServiceReference::getUsingBundles)
        .filter(Objects::nonNull)
        .flatMap(Arrays::stream)
        .distinct()
        .map(Bundle::getSymbolicName)
        .filter(Objects::nonNull)
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
