package org.alfheim.bnd;

import aQute.bnd.header.Attrs;
import aQute.bnd.osgi.Analyzer;
import aQute.bnd.osgi.Instruction;
import aQute.bnd.osgi.Instructions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.VersionRange;

/**
 * What a build says of a library that an image needs: one clause of {@code -native-needed}.
 *
 * @param from who has it; empty where that is found out
 * @param versionFilter a condition on the version of the bundle that provides it
 * @param optional whether the bundle resolves without
 */
record NeededInstruction(Optional<From> from, Optional<String> versionFilter, boolean optional) {
  /** The instruction. */
  static final String NAME = "-native-needed";

  private static final String FROM = "from";
  private static final String VERSION = "version";
  private static final String RESOLUTION = "resolution:";

  /** Who provides a library. */
  enum From {
    /** Another plugin bundle: the resolver has to find one. */
    PLUGIN,
    /** The system where the bundle runs. */
    SYSTEM,
    /** Nobody is to: the build fails. */
    NOBODY
  }

  private static final NeededInstruction NONE =
      new NeededInstruction(Optional.empty(), Optional.empty(), false);

  /**
   * The first clause that matches a soname.
   *
   * @throws RefusedBundleException if the clause can't be used
   */
  static NeededInstruction of(Analyzer analyzer, String soname) {
    Instructions instructions = new Instructions(analyzer.getMergedParameters(NAME));
    for (Map.Entry<Instruction, Attrs> clause : instructions.entrySet()) {
      if (clause.getKey().matches(soname)) {
        return clause.getKey().isNegated()
            ? new NeededInstruction(Optional.of(From.NOBODY), Optional.empty(), false)
            : of(clause.getKey().getInput(), clause.getValue());
      }
    }
    return NONE;
  }

  private static NeededInstruction of(String selector, Attrs attributes) {
    for (String key : attributes.keySet()) {
      if (!List.of(FROM, VERSION, RESOLUTION).contains(key)) {
        throw problem(
            selector, "unknown attribute " + key + "; there are from, version, resolution:");
      }
    }
    String version = attributes.get(VERSION);
    String resolution = attributes.get(RESOLUTION);
    if (resolution != null && !List.of("mandatory", "optional").contains(resolution)) {
      throw problem(selector, "resolution:=" + resolution + " is not one of mandatory, optional");
    }
    Optional<From> from =
        Optional.ofNullable(attributes.get(FROM)).map(text -> from(selector, text));
    boolean ofPlugin = version != null || resolution != null;
    if (ofPlugin && from.filter(From.SYSTEM::equals).isPresent()) {
      throw problem(
          selector, "from=system leaves nothing to resolve; version and resolution are of plugins");
    }
    return new NeededInstruction(
        ofPlugin ? Optional.of(From.PLUGIN) : from,
        Optional.ofNullable(version).map(text -> filter(selector, text)),
        "optional".equals(resolution));
  }

  private static From from(String selector, String text) {
    return switch (text) {
      case "plugin" -> From.PLUGIN;
      case "system" -> From.SYSTEM;
      default -> throw problem(selector, "from=" + text + " is not one of plugin, system");
    };
  }

  private static String filter(String selector, String range) {
    try {
      return new VersionRange(range).toFilterString(VERSION);
    } catch (IllegalArgumentException notARange) {
      throw problem(selector, "version=" + range + " is not a range such as [1.2,2)");
    }
  }

  private static RefusedBundleException problem(String selector, String problem) {
    return new RefusedBundleException(NAME + ": " + selector + ": " + problem);
  }
}
