package org.alfheim.console.json;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Optional;
import org.alfheim.bind.OutValue;
import org.alfheim.console.graph.DependencyGraph;
import org.alfheim.console.graph.DependencyGraph.Edge;
import org.alfheim.console.graph.DependencyGraph.Node;
import org.alfheim.console.model.AddressText;
import org.alfheim.console.model.Causes;
import org.alfheim.console.model.Permissions;
import org.alfheim.console.model.ShownImage;
import org.alfheim.console.model.SymbolSearch;
import org.alfheim.console.model.TypeText;
import org.alfheim.console.model.Use.Outcome;
import org.alfheim.elf.ProgramHeader;
import org.alfheim.names.DemangledName;
import org.alfheim.plugin.ImageInfo;
import org.alfheim.plugin.Plugin;
import org.alfheim.plugin.Symbol;
import org.alfheim.registry.PluginInventory.Failure;
import org.alfheim.registry.PluginInventory.Holder;
import org.alfheim.registry.PluginInventory.Hosting;
import org.alfheim.types.KnownType;
import org.apache.felix.utils.json.JSONWriter;

/**
 * What there is, as JSON. Names are those of the inventory and of the service properties; addresses
 * are text, since a number of JSON does not hold 64 bits; what an image does not have is left out.
 */
public final class JsonReport {
  private final JSONWriter json;

  /** One that writes to {@code out}, and leaves it open. */
  public JsonReport(Writer out) {
    this.json = new JSONWriter(out);
  }

  /** Writes what {@code plugins.json} answers: all images, and the starts that failed. */
  public void plugins(List<ShownImage> images, List<Failure> failures) throws IOException {
    json.object().key("images").array();
    for (ShownImage image : images) {
      image(image);
    }
    json.endArray().key("failures").array();
    for (Failure failure : failures) {
      failure(failure);
    }
    json.endArray().endObject().flush();
  }

  private void image(ShownImage image) throws IOException {
    json.object();
    value("name", image.name());
    value("state", image.stateName());
    value("location", image.location());
    json.key("size").value(image.image().size());
    json.key("held").value(image.image().held());
    if (image.image().holder().isPresent()) {
      holder(image.image().holder().get());
    }
    value("version", image.version().orElse(null));
    if (image.plugin().isPresent()) {
      plugin(image.plugin().get());
    }
    strings("objects", image.objects());
    strings("linkWarnings", image.linkWarnings());
    if (image.image().hosting().isPresent()) {
      hosting(image.image().hosting().get());
    }
    if (image.info().isPresent()) {
      info(image.info().get());
    }
    json.endObject();
  }

  /** A list, where there is something in it. */
  private void strings(String key, List<String> values) throws IOException {
    if (!values.isEmpty()) {
      json.key(key).array();
      for (String value : values) {
        json.value(value);
      }
      json.endArray();
    }
  }

  private void plugin(Plugin plugin) throws IOException {
    value("soname", plugin.soname().orElse(null));
    value("buildId", plugin.buildId().orElse(null));
    json.key("symbols").value(plugin.symbolCount());
  }

  private void hosting(Hosting hosting) throws IOException {
    value("go", hosting.version().orElse(null));
    json.key("plugins").array();
    for (String location : hosting.plugins()) {
      json.value(location);
    }
    json.endArray();
  }

  private void info(ImageInfo info) throws IOException {
    json.key("relocations").value(info.relocations());
    json.key("openedInNanoseconds").value(info.nanoseconds());
    json.key("shared").value(info.shared());
    value("address", AddressText.of(info.base()));
    json.key("needed").array();
    for (String soname : info.needed()) {
      json.value(soname);
    }
    json.endArray().key("segments").array();
    for (ProgramHeader segment : info.segments()) {
      json.object();
      value("address", AddressText.of(info.address(segment.vaddr())));
      json.key("fileSize").value(segment.fileSize());
      json.key("memorySize").value(segment.memorySize());
      value("permissions", Permissions.of(segment));
      json.endObject();
    }
    json.endArray();
  }

  private void holder(Holder holder) throws IOException {
    json.key("bundle").object().key("id").value(holder.bundle());
    value("symbolicName", holder.symbolicName());
    value("version", holder.version().toString());
    json.endObject();
  }

  private void failure(Failure failure) throws IOException {
    json.object();
    holder(failure.holder());
    value("time", failure.time().toString());
    value("message", failure.message());
    json.key("causes").array();
    for (Throwable cause : Causes.of(failure.cause())) {
      json.object();
      value("type", cause.getClass().getName());
      value("message", cause.getMessage());
      json.endObject();
    }
    json.endArray().endObject();
  }

  /** Writes what {@code symbols.json} answers: a page of symbols. */
  public void symbols(SymbolSearch.Page page) throws IOException {
    json.object().key("total").value(page.total()).key("offset").value(page.offset());
    json.key("symbols").array();
    for (SymbolSearch.Found found : page.found()) {
      Symbol symbol = found.symbol();
      json.object();
      value("name", symbol.name());
      value("demangled", DemangledName.of(symbol.name()).orElse(null));
      value("version", symbol.version().orElse(null));
      value("kind", symbol.kind().label());
      Optional<KnownType> type = symbol.type();
      value("type", type.map(known -> TypeText.of(symbol, known)).orElse(null));
      value("typeFrom", type.map(KnownType::origin).orElse(null));
      json.key("size").value(symbol.size());
      value("address", AddressText.of(symbol));
      value("plugin", found.image().name());
      value("location", found.image().location());
      json.endObject();
    }
    json.endArray().endObject().flush();
  }

  /** Writes what {@code dependencies.json} answers: nodes and edges. */
  public void dependencies(DependencyGraph graph) throws IOException {
    json.object().key("nodes").array();
    for (Node node : graph.nodes()) {
      json.object();
      value("id", node.id());
      value("kind", node.kind().label());
      value("name", node.label());
      json.endObject();
    }
    json.endArray().key("edges").array();
    for (Edge edge : graph.edges()) {
      json.object();
      value("from", edge.from().id());
      value("to", edge.to().id());
      value("name", edge.label());
      json.endObject();
    }
    json.endArray().endObject().flush();
  }

  /** Writes what came of a call, a look at a variable or a change of one. */
  public void outcome(Outcome outcome) throws IOException {
    json.object();
    value("value", outcome.value().orElse(null));
    json.key("outs").array();
    for (OutValue out : outcome.outs()) {
      json.object().key("position").value(out.position());
      value("name", out.name().isEmpty() ? null : out.name());
      value("value", out.text());
      json.endObject();
    }
    json.endArray().endObject().flush();
  }

  /** Writes why there is no answer. */
  public void error(String message) throws IOException {
    json.object();
    value("error", message);
    json.endObject().flush();
  }

  private void value(String key, String value) throws IOException {
    if (value != null) {
      json.key(key).value(value);
    }
  }
}
