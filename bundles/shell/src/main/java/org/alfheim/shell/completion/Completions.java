package org.alfheim.shell.completion;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.alfheim.bind.SymbolKind;
import org.alfheim.names.DemangledName;
import org.alfheim.plugin.LocalPlugin;
import org.alfheim.plugin.Plugin;
import org.alfheim.plugin.Symbol;
import org.alfheim.registry.PluginNames;
import org.alfheim.shell.plugins.OpenPlugin;
import org.alfheim.shell.plugins.OpenPlugins;
import org.alfheim.shell.text.PluginTables;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * What the next word of a command may be, for a shell that completes words. The script {@code
 * completion.gosh} in this bundle tells Gogo's JLine shell to ask here.
 */
@Component(service = Completions.class)
public final class Completions {
  /** Of so many symbols the types are looked up for one completion. */
  private static final int MOST_TYPES = 100;

  private final BundleContext context;
  private final OpenPlugins plugins;

  /**
   * For the runtime of Declarative Services.
   *
   * @param context this bundle's
   */
  @Activate
  public Completions(BundleContext context) {
    this.context = context;
    this.plugins = new OpenPlugins(context);
  }

  /**
   * What a word of a command may be.
   *
   * @param words the words of the command, its name the first
   * @param index which word is asked for; of those behind it nothing is known yet
   * @return what it may be, as far as that can be known: more than begins with what is typed
   */
  public List<String> complete(List<?> words, int index) {
    List<String> typed = words.stream().limit(index + 1L).map(Object::toString).toList();
    String command = typed.getFirst().replaceFirst("^.*:", "");
    return switch (command) {
      case "start", "stop", "update", "refresh", "uninstall" -> bundles();
      case "symbols", "lookup", "get", "set", "call" ->
          switch (index) {
            case 1 -> plugins();
            case 2 -> ofPlugin(command, typed.get(1), typed.get(2));
            default -> List.of();
          };
      default -> List.of();
    };
  }

  /**
   * The same for the words of {@code call}, at JLine's terminal: a function's name is followed by
   * its parameters.
   *
   * @param words the words of the command
   * @param index which word is asked for
   * @return strings, or JLine's candidates
   */
  public List<?> completeCall(List<?> words, int index) {
    List<String> found = complete(words, index);
    if (index != 2) {
      return found;
    }
    String plugin = words.get(1).toString();
    return OpenDeclaration.candidates(found, name -> prototype(plugin, name));
  }

  /**
   * The same for the words of {@code symbols} and {@code lookup}, at JLine's terminal: a symbol's
   * name has beside it the one that people write.
   *
   * @param words the words of the command
   * @param index which word is asked for
   * @return strings, or JLine's candidates
   */
  public List<?> completeNames(List<?> words, int index) {
    List<String> found = complete(words, index);
    return index == 2 ? DescribedNames.candidates(found) : found;
  }

  /**
   * A parser for JLine's line reader that is right about words in quotes.
   *
   * @param parser that of Gogo's shell, an {@code org.jline.reader.Parser}
   * @return one around it
   */
  public Object parser(Object parser) {
    return WordParser.around(parser);
  }

  private List<String> ofPlugin(String command, String plugin, String typed) {
    return switch (command) {
      case "call" -> declared(plugin, typed, symbol -> symbol.kind() == SymbolKind.FUNCTION);
      case "get", "set" -> declared(plugin, typed, symbol -> symbol.kind() != SymbolKind.FUNCTION);
      default ->
          DemangledName.isMeant(typed)
              ? named(plugin, _ -> true).stream()
                  .map(DemangledName::of)
                  .flatMap(Optional::stream)
                  .toList()
              : named(plugin, _ -> true);
    };
  }

  /** Of each a name that no other plugin has. */
  private List<String> plugins() {
    List<OpenPlugin> all = plugins.all();
    return all.stream().map(open -> open.distinctName(all)).sorted().toList();
  }

  private List<String> bundles() {
    return Arrays.stream(context.getBundles())
        .map(Bundle::getSymbolicName)
        .filter(Objects::nonNull)
        .sorted()
        .distinct()
        .toList();
  }

  /**
   * What has been typed of a declaration, with a name in the place of its last word; nothing for
   * parameters.
   */
  private List<String> declared(String plugin, String typed, Predicate<Symbol> wanted) {
    Optional<QualifiedWord> qualified = QualifiedWord.of(typed);
    if (qualified.isPresent()) {
      return qualified(plugin, qualified.get(), wanted);
    }
    int name = typed.length();
    while (name > 0 && Character.isUnicodeIdentifierPart(typed.charAt(name - 1))) {
      name--;
    }
    String before = typed.substring(0, name);
    if (before.isEmpty()) {
      return typed.isEmpty() && !isGo(plugin) ? List.of() : known(plugin, typed, wanted);
    }
    return before.isBlank() || before.contains("(")
        ? List.of()
        : named(plugin, wanted).stream().map(before::concat).toList();
  }

  /** Names as people write them; alone they have to be of a known type. */
  private List<String> qualified(String plugin, QualifiedWord word, Predicate<Symbol> wanted) {
    List<String> words =
        named(plugin, wanted).stream()
            .map(DemangledName::of)
            .flatMap(Optional::stream)
            .map(word::completed)
            .flatMap(Optional::stream)
            .distinct()
            .toList();
    return word.alone()
        ? words.stream()
            .limit(MOST_TYPES)
            .filter(name -> prototype(plugin, name).isPresent())
            .toList()
        : words;
  }

  /** Names that need no declaration, since their types are known. */
  private List<String> known(String plugin, String typed, Predicate<Symbol> wanted) {
    Predicate<Symbol> begins = symbol -> symbol.name().startsWith(typed);
    return named(plugin, begins.and(wanted)).stream()
        .limit(MOST_TYPES)
        .filter(name -> prototype(plugin, name).isPresent())
        .toList();
  }

  /** Whether nobody declares anything: each name is all that has to be typed. */
  private boolean isGo(String plugin) {
    return meant(plugin)
        .filter(open -> open instanceof LocalPlugin local && local.go().isPresent())
        .isPresent();
  }

  private Optional<Plugin> meant(String plugin) {
    return PluginNames.meant(plugin, plugins.all(), OpenPlugin::names).stream()
        .findFirst()
        .map(OpenPlugin::plugin);
  }

  private Optional<String> prototype(String plugin, String name) {
    return meant(plugin)
        .flatMap(open -> open.find(name))
        .map(PluginTables::type)
        .filter(type -> !type.isEmpty());
  }

  private List<String> named(String plugin, Predicate<Symbol> wanted) {
    List<OpenPlugin> found = PluginNames.meant(plugin, plugins.all(), OpenPlugin::names);
    return found.size() != 1
        ? List.of()
        : found.getFirst().plugin().symbols().stream().filter(wanted).map(Symbol::name).toList();
  }
}
