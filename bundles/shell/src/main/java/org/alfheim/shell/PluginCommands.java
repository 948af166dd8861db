package org.alfheim.shell;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.alfheim.bind.CallResult;
import org.alfheim.bind.Declaration;
import org.alfheim.bind.Function;
import org.alfheim.bind.OutValue;
import org.alfheim.bind.Prototype;
import org.alfheim.bind.Variable;
import org.alfheim.deployer.PluginInstaller;
import org.alfheim.plugin.NamePattern;
import org.alfheim.plugin.Plugin;
import org.alfheim.plugin.Symbol;
import org.alfheim.process.StandardStreams;
import org.alfheim.registry.PluginInventory;
import org.alfheim.registry.PluginInventory.Failure;
import org.alfheim.registry.PluginInventory.Image;
import org.alfheim.registry.PluginInventory.State;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

/**
 * The commands of the scope {@code plugin}.
 *
 * <p>Where a command takes a PLUGIN, that is a plugin's name or soname, the symbolic name or the id
 * of its bundle, or the result of another command. {@link PluginScope} hands them to the shell.
 */
public class PluginCommands {
  private final OpenPlugins plugins;
  private final PluginBundles bundles;
  private final PluginInventory inventory;

  PluginCommands(BundleContext context, PluginInstaller installer, PluginInventory inventory) {
    this.inventory = inventory;
    this.plugins = new OpenPlugins(context);
    this.bundles = new PluginBundles(context, installer, inventory);
  }

  /**
   * Installs and starts a plugin bundle.
   *
   * @param session gives the folder that paths are relative to
   * @param waived what is not demanded of the image, by the names of {@link
   *     org.alfheim.link.Waiver}, separated by commas; empty for nothing
   * @param location a path or a URL
   * @return the plugin, or a list where the bundle holds several
   * @throws BundleException if it can't be installed or started; a bundle that was installed for
   *     this is gone then
   */
  @Descriptor(
      "open a plugin: install and start its bundle; the same location gives the same bundle")
  public Object open(
      CommandSession session,
      @Descriptor(
              "open it in spite of executable-stack, text-relocations, nodlopen or undefined-functions, without the protection")
          @Parameter(names = "--waive", absentValue = "")
          String waived,
      @Descriptor(
              "the path of a shared object or of a plugin bundle, or a URL (elf:file:/…, file:/…)")
          String location)
      throws BundleException {
    flush(session);
    List<OpenPlugin> opened;
    try {
      opened = plugins.of(bundles.start(session.currentDir(), location, waived));
    } finally {
      // What constructors have printed.
      StandardStreams.flush();
    }
    return switch (opened.size()) {
      case 0 ->
          throw new IllegalStateException(
              location + ": the bundle is started, and has registered no plugin");
      case 1 -> opened.getFirst().plugin();
      default ->
          new Listing<>(
              opened.stream().map(OpenPlugin::plugin).toList(), _ -> PluginTables.plugins(opened));
    };
  }

  /**
   * All plugins that are services.
   *
   * @return the plugins, in the order of their bundles
   */
  @Descriptor("list the plugins that are open")
  public List<Plugin> list() {
    List<OpenPlugin> all = plugins.all();
    return new Listing<>(
        all.stream().map(OpenPlugin::plugin).toList(), _ -> PluginTables.plugins(all));
  }

  /**
   * The images that stay in the process although their bundles have others now, or are gone.
   *
   * @return the images
   */
  @Descriptor("list the images that are retired and stay in memory")
  public List<Image> retired() {
    return new Listing<>(
        inventory.images().stream().filter(image -> image.state() == State.RETIRED).toList(),
        ImageTable::retired);
  }

  /**
   * The plugin bundles whose last start failed.
   *
   * @return the failures
   */
  @Descriptor("list the plugin bundles that did not start, and why")
  public List<Failure> failures() {
    return new Listing<>(inventory.failures(), ImageTable::failures);
  }

  /**
   * The symbols that a plugin exports.
   *
   * @param plugin which plugin
   * @return the symbols, in the order of their names
   */
  @Descriptor("list the symbols that a plugin exports")
  public List<Symbol> symbols(
      @Descriptor("a plugin's name, or its bundle's symbolic name or id") Object plugin) {
    return new Listing<>(plugins.find(plugin).plugin().symbols(), PluginTables::symbols);
  }

  /**
   * The symbols that a plugin exports under names that fit a pattern.
   *
   * @param plugin which plugin
   * @param pattern a name with {@code *} and {@code ?}, or a part of names
   * @return the symbols, in the order of their names
   */
  @Descriptor("list the symbols of a plugin whose names fit a pattern")
  public List<Symbol> symbols(
      @Descriptor("a plugin's name, or its bundle's symbolic name or id") Object plugin,
      @Descriptor("a name with * and ? (in quotes), or a part of names") String pattern) {
    NamePattern names = NamePattern.search(pattern);
    List<Symbol> found =
        plugins.find(plugin).plugin().symbols().stream()
            .filter(symbol -> names.test(symbol.name()))
            .toList();
    return new Listing<>(found, PluginTables::symbols);
  }

  /**
   * Looks a symbol up.
   *
   * @param plugin which plugin
   * @param name the symbol's name
   * @return the symbol
   */
  @Descriptor("look a symbol up, as a service")
  public Symbol lookup(
      @Descriptor("a plugin's name, or its bundle's symbolic name or id") Object plugin,
      @Descriptor("the symbol's name") String name) {
    return plugins.lookup(plugins.find(plugin), name);
  }

  /**
   * Reads a variable.
   *
   * @param plugin which plugin
   * @param declaration the variable's declaration
   * @return its value
   */
  @Descriptor("read a variable")
  public Object get(
      @Descriptor("a plugin's name, or its bundle's symbolic name or id") Object plugin,
      @Descriptor("the variable as C declares it, in quotes: 'int V'") String declaration) {
    Variable<Object> variable = variable(plugin, declaration);
    return shown(variable.get(), variable.getText());
  }

  /**
   * Writes a variable.
   *
   * @param plugin which plugin
   * @param declaration the variable's declaration
   * @param value the new value, as it is written in C
   */
  @Descriptor("write a variable")
  public void set(
      @Descriptor("a plugin's name, or its bundle's symbolic name or id") Object plugin,
      @Descriptor("the variable as C declares it, in quotes: 'int V'") String declaration,
      @Descriptor("the value: 7, -1, 0x2a, 3.14, NULL") String value) {
    variable(plugin, declaration).setText(value);
  }

  private Variable<Object> variable(Object plugin, String declaration) {
    OpenPlugin open = plugins.find(plugin);
    return plugins.lookup(open, Declaration.parseNamed(declaration).name()).variable(declaration);
  }

  /**
   * Calls a function. What it prints through C's standard output appears before the result.
   *
   * @param session whose output is written out first
   * @param plugin which plugin
   * @param prototype the function's prototype
   * @param arguments as they are written in C
   * @return the result, null for void; with what the call left in buffers that were passed, a list
   *     of lines
   */
  @Descriptor("call a function; what it prints comes before the result")
  public Object call(
      CommandSession session,
      @Descriptor("a plugin's name, or its bundle's symbolic name or id") Object plugin,
      @Descriptor("the function as C declares it, in quotes: 'int add(int, int)'") String prototype,
      @Descriptor("arguments: 7, -1, 3.14, text, NULL, @out:100 for a buffer, &5 for a cell")
          String... arguments) {
    OpenPlugin open = plugins.find(plugin);
    Function function = plugins.lookup(open, Prototype.parse(prototype).name()).function(prototype);
    List<String> texts =
        // The shell's own word for a null reaches a command as a text.
        Arrays.stream(arguments)
            .map(text -> text == null || text.equals("null") ? "NULL" : text)
            .toList();
    flush(session);
    CallResult result;
    try {
      result = function.callText(texts);
    } finally {
      StandardStreams.flush();
    }
    Object value = shown(result.value(), function.format(result.value()));
    if (result.outs().isEmpty()) {
      return value;
    }
    return Stream.concat(
            Optional.ofNullable(value).map(Object::toString).stream(),
            result.outs().stream().map(OutValue::toString))
        .toList();
  }

  /**
   * The value itself where the shell shows it as it should be; else its text, which can be an
   * argument again.
   */
  private static Object shown(Object value, String text) {
    boolean asItIs = value != null && value.toString().equals(text);
    return asItIs ? value : text.isEmpty() && value == null ? null : text;
  }

  /**
   * Which symbol of which plugin lies at an address.
   *
   * @param address a number, hexadecimal behind {@code 0x}
   * @return one line
   */
  @Descriptor("find the plugin and the symbol at an address")
  public String where(@Descriptor("an address, such as 0x7f3a10") String address) {
    return Table.visible(new AddressSearch(plugins.all()).describe(address));
  }

  /**
   * What opening a file would do; nothing is executed.
   *
   * @param session gives the folder that paths are relative to
   * @param location a path or a URL
   * @return lines
   * @throws IOException if the file can't be read; the message is one line that names it
   */
  @Descriptor("show what opening a file would do; executes nothing")
  public String plan(
      CommandSession session,
      @Descriptor("the path, or the file: URL, of a shared object") String location)
      throws IOException {
    Path file =
        Locations.file(session.currentDir(), location.replaceFirst("^elf:", ""))
            .orElseThrow(
                () -> new IllegalArgumentException(location + ": only files can be planned"));
    return new PlannedFile(file, plugins.all())
        .lines().stream().map(Table::visible).collect(Collectors.joining("\n"));
  }

  /** Java's buffered output comes before what C is going to write. */
  private static void flush(CommandSession session) {
    PrintStream console = session.getConsole();
    if (console != null) {
      console.flush();
    }
    System.out.flush();
  }
}
