package org.alfheim.wrap;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.alfheim.plugin.Linking;
import org.alfheim.plugin.Waiver;

/**
 * What a plugin bundle is to say beyond what the image says of itself: the attributes of the header
 * {@code Native-Plugin}, and what is required of other bundles.
 *
 * @param name the plugin's name, and in a form that is allowed there the bundle's symbolic name
 * @param symbols which symbols are services, a value of the attribute {@code symbols}
 * @param declared symbols that are services from the start
 * @param services Java interfaces to bind and register; their packages are imported
 * @param version the version of plugin and bundle, as OSGi writes them
 * @param requires those of the image's {@code DT_NEEDED} that another plugin bundle has to provide;
 *     an image does not say which of them are plugins, so without this none is
 * @param waived what is not demanded of the image when it is opened, by the names of {@link Waiver}
 * @param goRuntime the name of the runtime that a Go plugin shares with those of other bundles
 * @param linking how relocatable objects and archives become the image
 */
public record WrapOptions(
    Optional<String> name,
    Optional<String> symbols,
    List<String> declared,
    List<String> services,
    Optional<String> version,
    List<String> requires,
    List<String> waived,
    Optional<String> goRuntime,
    Linking linking) {

  private static final List<String> KNOWN =
      List.of(
          "name",
          "symbols",
          "declare",
          "services",
          "version",
          "requires",
          "waive",
          "go.runtime",
          "needs",
          "referred",
          "symbolic",
          "soname");
  private static final Set<String> POLICIES = Set.of("all", "declared", "on-demand");
  private static final Pattern VERSION =
      Pattern.compile("\\d{1,9}(\\.\\d{1,9}(\\.\\d{1,9}(\\.[\\w-]+)?)?)?");
  private static final Pattern INTERFACE =
      Pattern.compile(
          "\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*(\\.\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*)+");

  /** No options. */
  public static final WrapOptions NONE =
      new WrapOptions(
          Optional.empty(),
          Optional.empty(),
          List.of(),
          List.of(),
          Optional.empty(),
          List.of(),
          List.of(),
          Optional.empty(),
          Linking.USUAL);

  /**
   * Checks the values and copies the lists.
   *
   * @throws WrapException if an option can't have that value
   */
  public WrapOptions {
    declared = List.copyOf(declared);
    services = List.copyOf(services);
    requires = List.copyOf(requires);
    waived =
        waived.stream()
            .map(label ->
                Waiver.of(label)
                    .orElseThrow(
                        () -> new WrapException("waive=" + label + " is not " + Waiver.labels())))
            .distinct()
            .sorted()
            .map(Waiver::label)
            .toList();
    name.filter(String::isBlank).ifPresent(blank -> refuse("name", blank, "a name"));
    goRuntime
        .filter(String::isBlank)
        .ifPresent(blank -> refuse("go.runtime", blank, "the name of a runtime"));
    symbols
        .filter(policy -> !POLICIES.contains(policy))
        .ifPresent(policy -> refuse("symbols", policy, "one of all, declared, on-demand"));
    version
        .filter(text -> !VERSION.matcher(text).matches())
        .ifPresent(text -> refuse("version", text, "a version such as 1.2.13 or 1.2.13.beta"));
    services.stream()
        .filter(service -> !INTERFACE.matcher(service).matches())
        .forEach(service -> refuse("services", service, "the full name of a Java interface"));
    if (symbols.filter("all"::equals).isPresent() && !declared.isEmpty()) {
      throw new WrapException("symbols=all leaves nothing to declare; leave one of them out");
    }
  }

  /**
   * Reads options from text, as a command line or the query of a URL has them. Lists are separated
   * by commas.
   *
   * @param options values by name: {@code name}, {@code symbols}, {@code declare}, {@code
   *     services}, {@code version}, {@code requires}, {@code waive}, {@code go.runtime}, and for
   *     objects {@code needs}, {@code referred}, {@code symbolic}, {@code soname}
   * @return the options
   * @throws WrapException if there is no option of a name, or it can't have its value
   */
  public static WrapOptions parse(Map<String, String> options) {
    options.keySet().stream()
        .filter(option -> !KNOWN.contains(option))
        .sorted()
        .findFirst()
        .ifPresent(option -> {
          throw new WrapException(
              "unknown option " + option + "; there are " + String.join(", ", KNOWN));
        });
    return new WrapOptions(
        Optional.ofNullable(options.get("name")),
        Optional.ofNullable(options.get("symbols")),
        list(options.get("declare")),
        list(options.get("services")),
        Optional.ofNullable(options.get("version")),
        list(options.get("requires")),
        list(options.get("waive")),
        Optional.ofNullable(options.get("go.runtime")),
        new Linking(
            list(options.get("needs")),
            flag("referred", options.get("referred")),
            flag("symbolic", options.get("symbolic")),
            soname(options.get("soname"))));
  }

  private static boolean flag(String option, String text) {
    if (text != null && !text.equals("true") && !text.equals("false")) {
      refuse(option, text, "true or false");
    }
    return "true".equals(text);
  }

  private static Optional<String> soname(String text) {
    if (text != null && text.isBlank()) {
      refuse("soname", text, "the name of a library");
    }
    return Optional.ofNullable(text);
  }

  private static List<String> list(String text) {
    return text == null
        ? List.of()
        : Arrays.stream(text.split(",", -1))
            .map(String::strip)
            .filter(element -> !element.isEmpty())
            .distinct()
            .toList();
  }

  private static void refuse(String option, String value, String expected) {
    throw new WrapException(option + "=" + value + " is not " + expected);
  }
}
