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

/**
 * What a Go plugin exports, as its own tables say.
 *
 * @param name the name of the interface: {@code Hello}
 * @param packageName the package
 * @param origin what is called so for people: {@code hello.so}
 * @param path the path of its module
 * @param exports its functions and variables, in the order of their names
 * @param types what is behind the names of their types
 */
public record GoPluginApi(
    String name,
    String packageName,
    String origin,
    String path,
    List<GoExport> exports,
    NamedTypes types) {
  /** Puts the exports in the order of their names. */
  public GoPluginApi {
    exports = exports.stream().sorted(Comparator.comparing(GoExport::name)).toList();
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
    String origin = file.getFileName().toString();
    return new GoPluginApi(
        name.orElseGet(() -> defaultName(origin)),
        packageName,
        origin,
        plugin.path().orElse(""),
        wanted,
        new NamedTypes(plugin.types(), plugin.methods()));
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
