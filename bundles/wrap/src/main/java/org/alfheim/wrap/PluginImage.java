package org.alfheim.wrap;

import java.util.List;
import java.util.Optional;
import org.alfheim.elf.SharedObject;
import org.alfheim.elf.VersionDefinition;
import org.alfheim.loader.GoBuild;
import org.alfheim.plugin.Linking;

/**
 * An image of a plugin bundle: what it says of itself, and what its bundle adds.
 *
 * @param entry the image's path in the bundle
 * @param soname {@code DT_SONAME}
 * @param buildId the GNU build id in hexadecimal
 * @param version the plugin's version, in OSGi's form
 * @param symbolVersions the versions of symbols that the image defines
 * @param options what the image does not say
 * @param needs what it needs of other plugin bundles
 * @param types the path in the bundle of the types of its symbols
 * @param go how it was built, if it is a Go plugin
 */
public record PluginImage(
    String entry,
    Optional<String> soname,
    Optional<String> buildId,
    Optional<String> version,
    List<String> symbolVersions,
    WrapOptions options,
    List<PluginNeed> needs,
    Optional<String> types,
    Optional<GoBuild> go) {
  /** The folder of a bundle that has types. */
  private static final String TYPES = "OSGI-INF/alfheim/types/";

  /** Copies the lists. */
  public PluginImage {
    symbolVersions = List.copyOf(symbolVersions);
    needs = List.copyOf(needs);
  }

  /**
   * Reads what goes into the headers.
   *
   * @param entry the image's path in the bundle
   * @param image the image
   * @param options what it does not say; each of {@link WrapOptions#requires} becomes a need
   * @return the description, its version from the options, else from the file's name, else from the
   *     soname
   * @throws WrapException if the image does not need what the options require, or is to share a
   *     runtime of Go's and is no Go plugin
   * @throws org.alfheim.elf.ElfException if it is a Go plugin that no host has a use for
   */
  public static PluginImage of(String entry, SharedObject image, WrapOptions options) {
    List<String> needed = image.needed();
    for (String required : options.requires()) {
      if (!needed.contains(required)) {
        throw new WrapException(
            "requires="
                + required
                + ": "
                + fileOf(entry)
                + " does not need it; its DT_NEEDED are "
                + String.join(", ", needed));
      }
    }
    Optional<GoBuild> go = GoBuild.ofPlugin(image);
    if (options.goRuntime().isPresent() && go.isEmpty()) {
      throw new WrapException(
          "go.runtime="
              + options.goRuntime().get()
              + ": "
              + fileOf(entry)
              + " is no Go plugin, and has no use for a runtime of Go's");
    }
    return new PluginImage(
        entry,
        image.soname(),
        image.buildId(),
        options
            .version()
            .or(() -> versionOf(fileOf(entry)))
            .or(() -> image.soname().flatMap(PluginImage::versionOf)),
        image.versions().definitions().stream()
            .filter(definition -> !definition.base())
            .map(VersionDefinition::name)
            .toList(),
        options,
        options.requires().stream().map(soname -> PluginNeed.of(image, soname)).toList(),
        Optional.empty(),
        go);
  }

  /**
   * The version that a file's name has, by the customs of linkers.
   *
   * @param file a name such as {@code libz.so.1.2.13}
   * @return the version in OSGi's form
   */
  public static Optional<String> versionOf(String file) {
    return ImageName.of(file).version().map(OsgiName::version);
  }

  /**
   * The same image with other needs.
   *
   * @param others what it needs of other plugin bundles
   * @return the image
   */
  public PluginImage needing(List<PluginNeed> others) {
    return new PluginImage(
        entry, soname, buildId, version, symbolVersions, options, others, types, go);
  }

  /** The same image, with a file of types in the bundle: in a folder of its own, by its path. */
  public PluginImage typed() {
    String file = TYPES + entry + ".btf";
    return new PluginImage(
        entry, soname, buildId, version, symbolVersions, options, needs, Optional.of(file), go);
  }

  /** The image's file name: the last part of its path. */
  public String file() {
    return fileOf(entry);
  }

  private static String fileOf(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** The name by which another image needs this one: its soname, or without one the file's name. */
  public String neededName() {
    return soname.orElseGet(this::file);
  }

  /** The plugin's name: the one it is given, else the file's. */
  public String name() {
    return options.name().orElse(file());
  }

  HeaderClause declaration() {
    return rest(new HeaderClause(entry).with("name", options.name()));
  }

  /** The same where the bundle holds the object of this path, of which the image is linked. */
  HeaderClause declaration(String object) {
    Linking linking = options.linking();
    return rest(
        new HeaderClause(object)
            .with("name", name())
            .with("needs", linking.needs())
            .with("referred", flag(linking.referred()))
            .with("symbolic", flag(linking.symbolic()))
            .with("soname", linking.soname()));
  }

  private static Optional<String> flag(boolean set) {
    return set ? Optional.of("true") : Optional.empty();
  }

  private HeaderClause rest(HeaderClause clause) {
    return clause
        .with("symbols", options.symbols())
        .with("declare", options.declared())
        .with("services", options.services())
        .with("version", version)
        .with("waive", options.waived())
        .with("types", types)
        .with("go.runtime", options.goRuntime());
  }

  HeaderClause capability() {
    return new HeaderClause(PluginHeaders.PLUGIN_NAMESPACE)
        .with("name", name())
        .with("soname", neededName())
        .with("version:Version", version)
        .with("buildid", buildId)
        .with("arch", "x86-64")
        .withList("symbol.versions", symbolVersions);
  }
}
