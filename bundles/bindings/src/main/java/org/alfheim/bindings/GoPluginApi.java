package org.alfheim.bindings;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.alfheim.elf.SharedObject;
import org.alfheim.internal.go.GoExport;
import org.alfheim.internal.go.GoMark;
import org.alfheim.internal.go.GoPlugin;
import org.alfheim.internal.go.call.NamedTypes;
import org.alfheim.names.NamePattern;
import org.alfheim.types.GoType;

/** What a Go plugin exports, as its own tables say. */
public final class GoPluginApi {
  private final String name;
  private final String packageName;
  private final String origin;
  private final String path;
  private final List<GoExport> exports;
  private final NamedTypes types;

  private GoPluginApi(
      String name, String packageName, Path file, GoPlugin plugin, List<GoExport> exports) {
    this.name = name;
    this.packageName = packageName;
    this.origin = file.getFileName().toString();
    this.path = plugin.path().orElse("");
    this.exports = exports.stream().sorted(Comparator.comparing(GoExport::name)).toList();
    this.types = new NamedTypes(plugin.types(), plugin.methods());
  }

  /** The name of the interface: {@code Hello}. */
  public String name() {
    return name;
  }

  /** The package of the interface. */
  public String packageName() {
    return packageName;
  }

  /** What it is called for people: {@code hello.so}. */
  public String origin() {
    return origin;
  }

  /** The path of its module; empty if it has none. */
  public String path() {
    return path;
  }

  /** Its functions and variables, in the order of their names. */
  List<GoExport> exports() {
    return exports;
  }

  /** What is behind the names of their types. */
  NamedTypes types() {
    return types;
  }

  /** Whether an image is a plugin that Go's toolchain built. */
  public static boolean isPlugin(SharedObject image) {
    return GoMark.isOn(image);
  }

  /**
   * Reads a Go plugin.
   *
   * @param image the plugin
   * @param file where it lies
   * @param name what the interface is to be called; empty for the name of the file, {@code Hello}
   *     of hello.so
   * @param packageName its package
   * @param patterns which names are wanted; none for all
   * @throws BindingsException if its exports can't be read, or none has such a name
   */
  public static GoPluginApi read(
      SharedObject image,
      Path file,
      Optional<String> name,
      String packageName,
      List<String> patterns) {
    GoPlugin plugin = GoPlugin.read(image);
    if (plugin.exports().isEmpty()) {
      throw new BindingsException(
          image.name()
              + ": what this "
              + plugin.title()
              + " exports can't be read: "
              + String.join("; ", plugin.problems()));
    }
    List<GoExport> wanted =
        plugin.exports().get().stream()
            .filter(export ->
                patterns.isEmpty()
                    || patterns.stream()
                        .anyMatch(each -> NamePattern.whole(each).test(export.name())))
            .toList();
    if (wanted.isEmpty()) {
      throw new BindingsException(
          image.name()
              + ": this "
              + plugin.title()
              + " exports nothing"
              + (patterns.isEmpty() ? "" : " of such a name"));
    }
    return new GoPluginApi(
        name.orElseGet(() -> defaultName(file.getFileName().toString())),
        packageName,
        file,
        plugin,
        wanted);
  }

  private static String defaultName(String origin) {
    return JavaNames.type(origin.replaceFirst("^lib(?=.)", "").replaceFirst("\\.so\\b.*", ""));
  }

  /** Whether a type is of the plugin's own module, and not of a library. */
  boolean isOwn(GoType.Named type) {
    return type.text().startsWith("main.")
        || type.packagePath()
            .filter(of -> of.equals(path) || of.startsWith(path + "/"))
            .isPresent();
  }

  /** The methods of a type, if it is one of the module's own that has a name. */
  List<GoType.Method> methods(GoType type) {
    GoType.Named name = type instanceof GoType.Pointer(GoType.Named target) ? target : named(type);
    return name == null || !isOwn(name)
        ? List.of()
        : types.methods(type).orElse(List.of()).stream()
            .filter(method -> Character.isUpperCase(method.name().codePointAt(0)))
            .toList();
  }

  private static GoType.Named named(GoType type) {
    return type instanceof GoType.Named name ? name : null;
  }
}
