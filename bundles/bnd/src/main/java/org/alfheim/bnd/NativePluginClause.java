package org.alfheim.bnd;

import aQute.bnd.header.Attrs;
import aQute.bnd.header.Parameters;
import aQute.bnd.osgi.Processor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.alfheim.wrap.WrapException;
import org.alfheim.wrap.WrapOptions;

/**
 * One clause of {@code Native-Plugin}, as a build has it.
 *
 * @param path a file or a folder in the bundle
 * @param source the file or the folder outside that it is taken from, as it is written
 * @param attributes what the clause says of the images
 */
record NativePluginClause(String path, Optional<String> source, Map<String, String> attributes) {

  /** The library's headers, which say the types of its symbols. */
  private static final String HEADER = "header";

  /** Where the bundle has the types of an image's symbols. */
  private static final String TYPES = "types";

  /** Folders where the headers are looked for. */
  private static final String INCLUDE = "include";

  /** Further objects and archives of the image. */
  private static final String OBJECTS = "objects";

  /** Copies the map. */
  NativePluginClause {
    attributes = Map.copyOf(attributes);
  }

  /** The clauses of a header. */
  static List<NativePluginClause> parse(Parameters header) {
    List<NativePluginClause> declarations = new ArrayList<>();
    Set<Attrs> ofObjects = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Map.Entry<String, Attrs> clause : header.entrySet()) {
      // bnd gives the paths of one clause the same attributes.
      if (isObject(clause.getKey()) && ofObjects.contains(clause.getValue())) {
        declarations.addLast(declarations.removeLast().with(clause.getKey()));
      } else {
        declarations.add(of(clause.getKey(), clause.getValue()));
        if (isObject(clause.getKey())) {
          ofObjects.add(clause.getValue());
        }
      }
    }
    return List.copyOf(declarations);
  }

  private static boolean isObject(String path) {
    return path.endsWith(".o") || path.endsWith(".a");
  }

  /** The same with one more object of the image. */
  private NativePluginClause with(String object) {
    Map<String, String> more = new LinkedHashMap<>(attributes);
    more.merge(OBJECTS, object, (before, added) -> before + "," + added);
    return new NativePluginClause(path, source, more);
  }

  /** Objects and archives that the image is linked of besides the first; may be none. */
  List<String> objects() {
    return list(OBJECTS);
  }

  private static NativePluginClause of(String key, Attrs attributes) {
    String clause = Processor.removeDuplicateMarker(key);
    int equals = clause.indexOf('=');
    String path = (equals < 0 ? clause : clause.substring(0, equals)).strip();
    Optional<String> source =
        equals < 0 ? Optional.empty() : Optional.of(clause.substring(equals + 1).strip());
    if (path.isEmpty() || source.filter(String::isEmpty).isPresent()) {
      throw new RefusedBundleException(
          clause + ": expected PATH, or PATH=FILE to take the image from a file");
    }
    return new NativePluginClause(path, source, new LinkedHashMap<>(attributes));
  }

  /** The path in the bundle of the types of the image's symbols. */
  Optional<String> types() {
    return Optional.ofNullable(attributes.get(TYPES));
  }

  /** The headers that say the types of the images' symbols; may be none. */
  List<String> headers() {
    return list(HEADER);
  }

  /** The folders where they are looked for, before those of the compiler. */
  List<String> includes() {
    return list(INCLUDE);
  }

  private List<String> list(String attribute) {
    return Arrays.stream(attributes.getOrDefault(attribute, "").split(","))
        .map(String::strip)
        .filter(each -> !each.isEmpty())
        .toList();
  }

  /**
   * What the clause says of one of its images.
   *
   * @param derivedVersion a version that the source's name has, which counts where the clause names
   *     none and the path has none
   * @throws RefusedBundleException if an attribute is not known, or can't have its value
   */
  WrapOptions options(Optional<String> derivedVersion) {
    if (attributes.containsKey("requires")) {
      throw new RefusedBundleException(
          path
              + ": requires is said by the instruction "
              + NeededInstruction.NAME
              + ": SONAME;from=plugin, for all images of the bundle");
    }
    Map<String, String> all = new LinkedHashMap<>(attributes);
    all.remove(HEADER);
    all.remove(INCLUDE);
    all.remove(TYPES);
    all.remove(OBJECTS);
    derivedVersion.ifPresent(version -> all.putIfAbsent("version", version));
    try {
      return WrapOptions.parse(all);
    } catch (WrapException refused) {
      throw new RefusedBundleException(path + ": " + refused.getMessage());
    }
  }
}
