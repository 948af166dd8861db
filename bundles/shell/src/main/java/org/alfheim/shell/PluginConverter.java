package org.alfheim.shell;

import java.math.BigInteger;
import java.util.Optional;
import org.alfheim.names.DemangledName;
import org.alfheim.plugin.ImageInfo;
import org.alfheim.plugin.LocalPlugin;
import org.alfheim.plugin.Plugin;
import org.alfheim.plugin.Symbol;
import org.alfheim.shell.plugins.OpenPlugin;
import org.alfheim.shell.plugins.OpenPlugins;
import org.alfheim.shell.text.Listing;
import org.alfheim.shell.text.PluginTables;
import org.alfheim.text.Table;
import org.alfheim.text.Visible;
import org.apache.felix.service.command.Converter;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** How the shell shows what the commands of the scope {@code plugin} return. */
@Component(property = Converter.CONVERTER_CLASSES + "=org.alfheim.plugin.Plugin")
public final class PluginConverter implements Converter {
  private final OpenPlugins plugins;

  /**
   * For the runtime of Declarative Services.
   *
   * @param context this bundle's
   */
  @Activate
  public PluginConverter(BundleContext context) {
    this.plugins = new OpenPlugins(context);
  }

  /** Makes nothing: what the commands take they find themselves. */
  @Override
  public Object convert(Class<?> desiredType, Object in) {
    return null;
  }

  @Override
  public CharSequence format(Object target, int level, Converter escape) {
    return switch (target) {
      case Listing<?> listing when level == INSPECT -> listing.text();
      case Plugin plugin -> level == INSPECT ? inspect(plugin) : line(plugin);
      case Symbol symbol -> level == INSPECT ? inspect(symbol) : line(symbol);
      // The shell would show its properties: the lowest set bit.
      case BigInteger number -> number.toString();
      case null, default -> null;
    };
  }

  private String line(Plugin plugin) {
    return plugins.of(plugin).map(OpenPlugin::toString).orElseGet(plugin::name);
  }

  private String inspect(Plugin plugin) {
    Optional<OpenPlugin> open = plugins.of(plugin);
    Table table = new Table("name", open.map(OpenPlugin::name).orElseGet(plugin::name));
    open.ifPresent(service ->
        table
            .row("bundle", service.bundle() + " " + service.symbolicName())
            .row("location", service.reference().getBundle().getLocation()));
    open.map(OpenPlugin::version)
        .filter(version -> !version.isEmpty())
        .ifPresent(version -> table.row("version", version));
    plugin.soname().ifPresent(soname -> table.row("soname", soname));
    plugin.buildId().ifPresent(id -> table.row("build id", id));
    table.row("image", plugin.location()).row("symbols", plugin.symbolCount());
    if (plugin instanceof LocalPlugin local) {
      ImageInfo image = local.image();
      table
          .row("relocations", image.relocations())
          .row(
              "address",
              "0x"
                  + Long.toHexString(image.base())
                  + ", "
                  + image.span()
                  + " bytes"
                  + (image.shared() ? ", the process's own copy" : ""));
    }
    return table.toString();
  }

  private static String line(Symbol symbol) {
    return DemangledName.beside(symbol.name()) + " (" + symbol.kind().label() + ")";
  }

  private String inspect(Symbol symbol) {
    Table table = new Table("name", Visible.of(symbol.name()));
    DemangledName.of(symbol.name()).ifPresent(text -> table.row("demangled", text));
    symbol.version().ifPresent(version -> table.row("version", version));
    table.row("kind", symbol.kind().label()).row("size", symbol.size());
    symbol
        .type()
        .ifPresent(known ->
            table
                .row("type", known.type().declare(DemangledName.declarator(symbol.name())))
                .row("known from", known.origin()));
    return table
        .row("address", PluginTables.address(symbol))
        .row("plugin", line(symbol.plugin()))
        .toString();
  }
}
