package org.alfheim.linker.script;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.alfheim.linker.object.LinkException;
import org.alfheim.names.DemangledName;

/**
 * Which names an image exports, and in which versions (GNU ld's manual, "VERSION Command").
 *
 * <p>A name that stands in the script as it is goes before all patterns; of patterns the last
 * version's, and those of exports before those of locals; {@code *} last of all.
 */
public final class VersionScript {

  /**
   * What becomes of a name.
   *
   * @param local whether no other image sees it
   * @param version its version; empty for none
   */
  public record Choice(boolean local, Optional<String> version) {}

  private record Rule(SymbolPattern pattern, Choice choice) {}

  private final List<VersionNode> nodes;
  private final Map<String, Choice> exact = new HashMap<>();
  private final Map<String, Choice> exactCpp = new HashMap<>();
  private final List<List<Rule>> ranks =
      List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
  private final List<List<Rule>> ranksCpp =
      List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
  private final boolean cpp;

  private VersionScript(List<VersionNode> nodes) {
    this.nodes = nodes;
    for (VersionNode node : nodes) {
      Optional<String> version = Optional.of(node.name()).filter(name -> !name.isEmpty());
      node.globals().forEach(entry -> add(entry, new Choice(false, version)));
      node.locals().forEach(entry -> add(entry, new Choice(true, Optional.empty())));
    }
    this.cpp = !exactCpp.isEmpty() || ranksCpp.stream().anyMatch(rank -> !rank.isEmpty());
  }

  private void add(VersionNode.Entry entry, Choice choice) {
    if (entry.exact()) {
      (entry.cpp() ? exactCpp : exact).putIfAbsent(entry.text(), choice);
      return;
    }
    SymbolPattern pattern = new SymbolPattern(entry.text());
    int rank = (pattern.isAll() ? 2 : 0) + (choice.local() ? 1 : 0);
    (entry.cpp() ? ranksCpp : ranks).get(rank).addFirst(new Rule(pattern, choice));
  }

  /**
   * Reads a script.
   *
   * @param file its name, for messages
   * @param text its text
   * @throws LinkException if it is none
   */
  public static VersionScript parse(String file, String text) {
    return new VersionScript(VersionScriptReader.read(file, text));
  }

  /** The versions, in the order of the script; none for one without names. */
  public List<VersionNode> versions() {
    return nodes.stream().filter(node -> !node.name().isEmpty()).toList();
  }

  /** Whether it defines a version. */
  public boolean defines(String version) {
    return nodes.stream().anyMatch(node -> node.name().equals(version));
  }

  /**
   * What becomes of a name that an object defines.
   *
   * @param symbol the name, without a version
   * @return empty where the script does not speak of it: it is exported, and has no version
   */
  public Optional<Choice> choice(String symbol) {
    Choice known = exact.get(symbol);
    String written = cpp ? DemangledName.of(symbol).orElse(symbol) : null;
    if (known == null && cpp) {
      known = exactCpp.get(written);
    }
    for (int rank = 0; known == null && rank < ranks.size(); rank++) {
      known = find(ranks.get(rank), symbol);
      if (known == null && cpp) {
        known = find(ranksCpp.get(rank), written);
      }
    }
    return Optional.ofNullable(known);
  }

  private static Choice find(List<Rule> rules, String name) {
    for (Rule rule : rules) {
      if (rule.pattern().matches(name)) {
        return rule.choice();
      }
    }
    return null;
  }

  /** The names that stand in it as exports and that are none of those given. */
  public List<String> missing(Set<String> defined) {
    return exact.entrySet().stream()
        .filter(entry -> !entry.getValue().local() && !defined.contains(entry.getKey()))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }
}
