package org.alfheim.activator.header;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.alfheim.plugin.Linking;
import org.alfheim.plugin.Waiver;
import org.osgi.framework.Version;

/**
 * One image that a bundle declares.
 *
 * @param path the image's path in the bundle; those of several objects are joined by {@code ;}
 * @param name the plugin's name, if the bundle gives one
 * @param symbols the policy, if the bundle names one
 * @param declared symbols that are services from the start, each once
 * @param services names of Java interfaces that are bound and registered, each once
 * @param version the plugin's version, if the bundle gives one
 * @param waivers what is not demanded of the image
 * @param types the path in the bundle of the types of its symbols, in the form of BTF; empty if
 *     nobody knows them but the image
 * @param goRuntime the name of the runtime that a Go plugin shares with those of other bundles
 * @param objects the paths in the bundle of the relocatable objects and archives that the image is
 *     linked of; none of a shared object
 * @param linking how they become an image
 */
public record NativePlugin(
    String path,
    Optional<String> name,
    Optional<SymbolPolicy> symbols,
    List<String> declared,
    List<String> services,
    Optional<Version> version,
    Set<Waiver> waivers,
    Optional<String> types,
    Optional<String> goRuntime,
    List<String> objects,
    Linking linking) {

  private static final String NAME = "name";
  private static final String SYMBOLS = "symbols";
  private static final String DECLARE = "declare";
  private static final String SERVICES = "services";
  private static final String VERSION = "version";
  private static final String WAIVE = "waive";
  private static final String TYPES = "types";
  private static final String GO_RUNTIME = "go.runtime";
  private static final List<String> KNOWN =
      Stream.concat(
              Stream.of(NAME, SYMBOLS, DECLARE, SERVICES, VERSION, WAIVE, TYPES, GO_RUNTIME),
              LinkAttributes.NAMES.stream())
          .toList();

  /** Copies the lists and the set. */
  public NativePlugin {
    declared = List.copyOf(declared);
    services = List.copyOf(services);
    waivers = Set.copyOf(waivers);
    objects = List.copyOf(objects);
  }

  /**
   * Reads a header.
   *
   * <p>A clause of several relocatable objects ({@code .o}) and archives ({@code .a}) is one image
   * of all of them; of other paths each is one.
   *
   * @param header the value of {@code Native-Plugin}
   * @return the images in the order of the header, at least one, no path twice
   * @throws HeaderException if the header breaks the grammar of OSGi headers, has an attribute or a
   *     directive that is not known (one that restricts what a plugin may do must not be passed
   *     over), or a value that its attribute can't have
   */
  public static List<NativePlugin> parse(String header) {
    List<NativePlugin> plugins = new ArrayList<>();
    Set<String> paths = new HashSet<>();
    for (Clause clause : Clause.parse(header)) {
      for (String path : clause.paths()) {
        if (!paths.add(path)) {
          throw new HeaderException(path + " is named twice");
        }
      }
      if (LinkAttributes.areObjects(clause.paths())) {
        plugins.add(of(String.join(";", clause.paths()), clause, 1));
      } else {
        for (String path : clause.paths()) {
          plugins.add(of(path, clause, clause.paths().size()));
        }
      }
    }
    return List.copyOf(plugins);
  }

  private static NativePlugin of(String path, Clause clause, int images) {
    Map<String, String> attributes = clause.attributes();
    for (String attribute : attributes.keySet()) {
      if (!KNOWN.contains(attribute)) {
        throw refuse(
            path, "unknown attribute " + attribute + "; there are " + String.join(", ", KNOWN));
      }
    }
    for (String directive : clause.directives().keySet()) {
      throw refuse(path, "unknown directive " + directive + ":=; there are none");
    }
    Optional<String> name = Optional.ofNullable(attributes.get(NAME));
    if (name.isPresent() && images > 1) {
      throw refuse(path, "one name for " + images + " images; give each its clause");
    }
    if (name.isPresent() && name.get().isBlank()) {
      throw refuse(path, "the name is empty");
    }
    Optional<SymbolPolicy> symbols = policy(path, attributes.get(SYMBOLS));
    List<String> declared = list(path, DECLARE, attributes);
    if (symbols.isPresent() && symbols.get() == SymbolPolicy.ALL && !declared.isEmpty()) {
      throw refuse(path, "symbols=all leaves nothing to declare; leave one of them out");
    }
    return new NativePlugin(
        path,
        name,
        symbols,
        declared,
        list(path, SERVICES, attributes),
        version(path, attributes.get(VERSION)),
        waivers(path, attributes),
        types(path, attributes.get(TYPES), images),
        goRuntime(path, attributes.get(GO_RUNTIME)),
        LinkAttributes.areObjects(clause.paths()) ? clause.paths() : List.of(),
        LinkAttributes.read(path, attributes, clause.paths()));
  }

  private static Optional<String> goRuntime(String path, String name) {
    if (name != null && name.isBlank()) {
      throw refuse(path, GO_RUNTIME + " names no runtime");
    }
    return Optional.ofNullable(name);
  }

  private static Set<Waiver> waivers(String path, Map<String, String> attributes) {
    Set<Waiver> waivers = new HashSet<>();
    for (String label : list(path, WAIVE, attributes)) {
      Optional<Waiver> waiver = Waiver.of(label);
      if (waiver.isEmpty()) {
        throw refuse(path, "waive=" + label + " is not " + Waiver.labels());
      }
      waivers.add(waiver.get());
    }
    return waivers;
  }

  private static Optional<String> types(String path, String file, int images) {
    Optional<String> types = Optional.ofNullable(file);
    if (types.isPresent() && types.get().isBlank()) {
      throw refuse(path, "types names no file");
    }
    if (types.isPresent() && images > 1) {
      throw refuse(path, "one file of types for several images; give each its clause");
    }
    return types;
  }

  private static Optional<SymbolPolicy> policy(String path, String label) {
    if (label == null) {
      return Optional.empty();
    }
    Optional<SymbolPolicy> policy = SymbolPolicy.of(label);
    if (policy.isEmpty()) {
      throw refuse(path, "symbols=" + label + " is not one of all, declared, on-demand");
    }
    return policy;
  }

  private static Optional<Version> version(String path, String version) {
    if (version == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Version.parseVersion(version));
    } catch (IllegalArgumentException notAVersion) {
      throw refuse(path, "version=" + version + " is not a version such as 1.2.13 or 1.2.13.beta");
    }
  }

  static List<String> list(String path, String attribute, Map<String, String> attributes) {
    String text = attributes.get(attribute);
    if (text == null) {
      return List.of();
    }
    Set<String> elements = new LinkedHashSet<>();
    for (String part : text.split(",", -1)) {
      String element = part.strip();
      if (element.isEmpty()) {
        throw refuse(path, attribute + "=\"" + text + "\" has an empty element");
      }
      elements.add(element);
    }
    return List.copyOf(elements);
  }

  static HeaderException refuse(String path, String problem) {
    return new HeaderException(path + ": " + problem);
  }
}
