package org.alfheim.wrap;

import java.util.List;
import java.util.Optional;
import org.alfheim.elf.SharedObject;
import org.alfheim.elf.VersionNeed;

/**
 * A library that an image needs and another plugin bundle has to provide; it becomes a requirement.
 *
 * @param soname the entry of {@code DT_NEEDED}
 * @param symbolVersions the versions of the library's symbols that the image was linked to; a
 *     provider has to define each of them
 * @param versionFilter a condition on the attribute {@code version} of the provider, as a filter
 * @param optional whether the bundle resolves without a provider, too
 */
public record PluginNeed(
    String soname, List<String> symbolVersions, Optional<String> versionFilter, boolean optional) {

  /** Copies the list. */
  public PluginNeed {
    symbolVersions = List.copyOf(symbolVersions);
  }

  /**
   * The need of an image, with the versions of symbols that the image itself names and without a
   * condition on the provider's version.
   *
   * @param image the image
   * @param soname one of its {@code DT_NEEDED}
   * @return the need
   */
  public static PluginNeed of(SharedObject image, String soname) {
    return new PluginNeed(
        soname,
        image.versions().needs().stream()
            .filter(need -> need.file().equals(soname))
            .flatMap(need -> need.versions().stream())
            .filter(version -> !version.weak())
            .map(VersionNeed.Version::name)
            .distinct()
            .toList(),
        Optional.empty(),
        false);
  }

  HeaderClause requirement() {
    StringBuilder conditions = new StringBuilder(equal("soname", soname));
    symbolVersions.forEach(version -> conditions.append(equal("symbol.versions", version)));
    versionFilter.ifPresent(conditions::append);
    boolean several = !symbolVersions.isEmpty() || versionFilter.isPresent();
    HeaderClause clause =
        new HeaderClause(PluginHeaders.PLUGIN_NAMESPACE)
            .directive("filter", several ? "(&" + conditions + ")" : conditions.toString());
    return optional ? clause.directive("resolution", "optional") : clause;
  }

  static String equal(String attribute, String value) {
    return "(" + attribute + "=" + value.replaceAll("[()*\\\\]", "\\\\$0") + ")";
  }
}
