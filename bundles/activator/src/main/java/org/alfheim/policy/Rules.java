package org.alfheim.policy;

import static java.util.stream.Collectors.joining;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.alfheim.names.NamePattern;
import org.alfheim.plugin.admission.Admission;
import org.alfheim.plugin.admission.Candidate;
import org.alfheim.plugin.admission.SystemFolders;

/**
 * What may be opened. A rule without values asks for nothing; those that have some must all be
 * satisfied.
 */
final class Rules implements Admission {
  /** Nothing is asked for. */
  static final Rules NONE = new Rules(new EnumMap<>(Rule.class));

  /** What every compiler adds to every image. */
  private static final Set<String> ALWAYS_THERE =
      Set.of(
          "__cxa_finalize",
          "__gmon_start__",
          "_ITM_deregisterTMCloneTable",
          "_ITM_registerTMCloneTable");

  private static final int SHA_256 = 64;

  private final Map<Rule, List<String>> values;
  private final List<NamePattern> allowed;
  private final List<NamePattern> denied;
  private final List<Predicate<ImageOrigin>> origins;
  private final List<Path> libraries;

  private Rules(Map<Rule, List<String>> values) {
    this.values = values;
    this.allowed = patterns(values(Rule.IMPORTS_ALLOW));
    this.denied = patterns(values(Rule.IMPORTS_DENY));
    this.origins = origins(values(Rule.ORIGINS));
    this.libraries =
        values(Rule.LIBRARIES).isEmpty() ? SystemFolders.ALL : paths(values(Rule.LIBRARIES));
  }

  /* Without streams, as everything that a first start goes through: most have no rules at all. */
  private static List<NamePattern> patterns(List<String> values) {
    List<NamePattern> patterns = new ArrayList<>();
    for (String value : values) {
      patterns.add(NamePattern.whole(value));
    }
    return List.copyOf(patterns);
  }

  private static List<Predicate<ImageOrigin>> origins(List<String> values) {
    List<Predicate<ImageOrigin>> origins = new ArrayList<>();
    for (String value : values) {
      origins.add(origin(value));
    }
    return List.copyOf(origins);
  }

  private static List<Path> paths(List<String> values) {
    List<Path> paths = new ArrayList<>();
    for (String value : values) {
      paths.add(Path.of(value));
    }
    return List.copyOf(paths);
  }

  /**
   * Reads rules.
   *
   * @param values what each rule has
   * @throws InvalidPolicyException if a value can't be what it ought to be
   */
  static Rules of(Map<Rule, List<String>> values) throws InvalidPolicyException {
    Map<Rule, List<String>> checked = new EnumMap<>(Rule.class);
    for (Map.Entry<Rule, List<String>> entry : values.entrySet()) {
      List<String> read = new ArrayList<>();
      for (String value : entry.getValue()) {
        read.add(read(entry.getKey(), value.strip()));
      }
      if (!read.isEmpty()) {
        checked.put(entry.getKey(), List.copyOf(read));
      }
    }
    return new Rules(checked);
  }

  private static String read(Rule rule, String value) throws InvalidPolicyException {
    if (value.isEmpty()) {
      throw new InvalidPolicyException(rule.key(), "one of its values is empty");
    }
    return switch (rule) {
      case SIGNERS, DIGESTS -> digest(rule, value);
      case IMPORTS_ALLOW, IMPORTS_DENY -> {
        if (value.chars().anyMatch(Character::isWhitespace)) {
          throw new InvalidPolicyException(
              rule.key(), value + " is no pattern of one name; patterns are separated by commas");
        }
        yield value;
      }
      case ORIGINS -> {
        if (value.startsWith("/") && ImageOrigin.path(value).isEmpty()) {
          throw new InvalidPolicyException(rule.key(), value + " is no path");
        }
        yield value;
      }
      case LIBRARIES -> {
        if (ImageOrigin.path(value).isEmpty()) {
          throw new InvalidPolicyException(rule.key(), value + " is no absolute path of a folder");
        }
        yield value;
      }
    };
  }

  private static String digest(Rule rule, String value) throws InvalidPolicyException {
    String digest = value.replace(":", "").toLowerCase(Locale.ROOT);
    if (digest.length() != SHA_256 || !digest.chars().allMatch(HexFormat::isHexDigit)) {
      throw new InvalidPolicyException(
          rule.key(), value + " is no SHA-256; that has 64 hexadecimal digits");
    }
    return digest;
  }

  private static Predicate<ImageOrigin> origin(String value) {
    if (value.startsWith("/")) {
      Path folder = Path.of(value);
      return place -> place.within(folder);
    }
    NamePattern pattern = NamePattern.whole(value);
    return place -> pattern.test(place.location());
  }

  /** The rules that have values. */
  Map<Rule, List<String>> values() {
    return values;
  }

  private List<String> values(Rule rule) {
    return values.getOrDefault(rule, List.of());
  }

  @Override
  public boolean restricts() {
    return !values.isEmpty();
  }

  @Override
  public List<String> objections(Candidate candidate) {
    ImageOrigin place = ImageOrigin.of(candidate);
    if (candidate.role() != Candidate.Role.PLUGIN) {
      if (libraries.stream().anyMatch(place::within)) {
        return List.of();
      }
      if (!values(Rule.LIBRARIES).isEmpty() && origins.isEmpty() && !has(Rule.DIGESTS)) {
        return List.of("it lies outside the folders of libraries " + values(Rule.LIBRARIES));
      }
    }
    List<String> objections = new ArrayList<>();
    checkImports(candidate, objections);
    checkOrigin(place, objections);
    checkDigest(candidate, objections);
    checkSigners(candidate, objections);
    return objections;
  }

  private boolean has(Rule rule) {
    return values.containsKey(rule);
  }

  private void checkImports(Candidate candidate, List<String> objections) {
    if (!has(Rule.IMPORTS_ALLOW) && !has(Rule.IMPORTS_DENY)) {
      return;
    }
    SortedSet<String> forbidden = new TreeSet<>();
    SortedSet<String> unlisted = new TreeSet<>();
    for (String name : candidate.imports()) {
      if (denies(name)) {
        forbidden.add(name);
      } else if (!allows(name)) {
        unlisted.add(name);
      }
    }
    if (!forbidden.isEmpty()) {
      objections.add(
          "it imports "
              + String.join(", ", forbidden)
              + ", which "
              + Rule.IMPORTS_DENY.key()
              + " forbids ("
              + denied.stream()
                  .filter(pattern -> forbidden.stream().anyMatch(pattern))
                  .map(NamePattern::toString)
                  .collect(joining(", "))
              + ")");
    }
    if (!unlisted.isEmpty()) {
      objections.add(
          "it imports "
              + String.join(", ", unlisted)
              + ", which "
              + Rule.IMPORTS_ALLOW.key()
              + " does not list");
    }
  }

  private boolean denies(String name) {
    return denied.stream().anyMatch(pattern -> pattern.test(name));
  }

  private boolean allows(String name) {
    return allowed.isEmpty()
        || ALWAYS_THERE.contains(name)
        || allowed.stream().anyMatch(pattern -> pattern.test(name));
  }

  @Override
  public boolean admitsSymbol(String symbol) {
    return !denies(symbol);
  }

  private void checkOrigin(ImageOrigin place, List<String> objections) {
    if (!origins.isEmpty() && origins.stream().noneMatch(origin -> origin.test(place))) {
      objections.add(
          "it comes from " + place.location() + ", which " + Rule.ORIGINS.key() + " does not list");
    }
  }

  /**
   * Of what is linked of objects each file has to be listed, or the image that is linked of them.
   */
  private void checkDigest(Candidate candidate, List<String> objections) {
    if (!has(Rule.DIGESTS)) {
      return;
    }
    List<Candidate.Part> unlisted =
        candidate.objects().stream().filter(part -> !isListed(part.sha256())).toList();
    if (unlisted.isEmpty() && !candidate.objects().isEmpty()) {
      return;
    }
    String digest = candidate.sha256();
    if (isListed(digest)) {
      return;
    }
    objections.add(
        unlisted.stream()
                .map(part -> "the SHA-256 of " + part.name() + " is " + part.sha256() + ", ")
                .collect(joining())
            + (unlisted.isEmpty() ? "its SHA-256 is " : "that of the image that is linked is ")
            + digest
            + ", which "
            + Rule.DIGESTS.key()
            + " does not list");
  }

  private boolean isListed(String digest) {
    return values(Rule.DIGESTS).contains(digest);
  }

  private void checkSigners(Candidate candidate, List<String> objections) {
    if (!has(Rule.SIGNERS)) {
      return;
    }
    if (candidate.provenance().orElse(null) instanceof BundleImage image) {
      List<MemorySegment> signed =
          candidate.objects().isEmpty()
              ? List.of(candidate.content())
              : candidate.objects().stream().map(Candidate.Part::content).toList();
      Set<String> trusted = Set.copyOf(values(Rule.SIGNERS));
      for (int i = 0; i < signed.size(); i++) {
        JarSignature.of(image.bundle(), image.paths().get(i), signed.get(i))
            .objection(trusted)
            .filter(objection -> !objections.contains(objection))
            .ifPresent(objections::add);
      }
    } else {
      objections.add("it is in no bundle that could be signed by one of " + Rule.SIGNERS.key());
    }
  }

  /** {@code imports.deny=[system]}, for the log. */
  @Override
  public String toString() {
    return values.isEmpty()
        ? "everything may be opened"
        : values.entrySet().stream()
            .map(entry -> entry.getKey().key() + "=" + entry.getValue())
            .collect(joining(", "));
  }
}
