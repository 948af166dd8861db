package org.alfheim.plugin;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.alfheim.elf.SharedObject;
import org.alfheim.link.Dependency;
import org.alfheim.link.Plan;
import org.alfheim.link.Provider;
import org.alfheim.process.LoadedLibrary;
import org.alfheim.search.Needs;
import org.alfheim.search.SystemLibraries;

/** The admissions in force: the one place that every image passes before it is mapped. */
final class Admissions {
  private volatile Map<String, Admission> installed = Map.of();

  synchronized void install(String name, Admission admission) {
    Map<String, Admission> next = new TreeMap<>(installed);
    next.put(name, admission);
    installed = next;
  }

  boolean restricts() {
    for (Admission admission : installed.values()) {
      if (admission.restricts()) {
        return true;
      }
    }
    return false;
  }

  /**
   * Asks about a plugin.
   *
   * @throws PolicyException if it is not admitted
   */
  void check(SharedObject image, Optional<Path> file, Optional<Provenance> provenance) {
    if (restricts()) {
      check(image.name(), new Candidate(Candidate.Role.PLUGIN, image, file, provenance));
    }
  }

  /**
   * Asks about the libraries that ld.so would load for a plugin.
   *
   * @throws PolicyException if one is not admitted
   */
  void checkLibraries(Plan plan, Optional<Path> folder) {
    if (restricts()) {
      List<String> needed = new ArrayList<>(plan.image().loadsLibraries());
      for (Dependency dependency : plan.dependencies()) {
        if (dependency instanceof Dependency.OnPlugin(String soname, Provider _)) {
          needed.remove(soname);
        }
      }
      check(plan.image().name(), new Needs.Of(plan.image(), folder, needed));
    }
  }

  /**
   * Asks about a library that a plugin loads itself, and about what would be loaded with it.
   *
   * @param plugin the plugin's name in messages
   * @throws PolicyException if one of them is not admitted
   */
  void checkNested(String plugin, Path file) {
    if (restricts()) {
      SharedObject image = read(plugin, file);
      check(
          plugin, new Candidate(Candidate.Role.NESTED, image, Optional.of(file), Optional.empty()));
      check(
          plugin,
          new Needs.Of(image, Optional.ofNullable(file.getParent()), image.loadsLibraries()));
    }
  }

  private void check(String file, Needs.Of needs) {
    SystemLibraries system = SystemLibraries.ofProcess();
    for (Path library : Needs.files(needs, system, LoadedLibrary::isThere)) {
      check(
          file,
          new Candidate(
              Candidate.Role.LIBRARY, read(file, library), Optional.of(library), Optional.empty()));
    }
  }

  private static SharedObject read(String plugin, Path library) {
    return SystemLibraries.read(library)
        .orElseThrow(
            () -> refusal(plugin, "it needs " + library + ", which can't be read to be judged"));
  }

  private void check(String file, Candidate candidate) {
    Map<String, List<String>> objections = new TreeMap<>();
    installed.forEach((name, admission) -> {
      List<String> found = objections(admission, candidate);
      if (!found.isEmpty()) {
        objections.put(name, found);
      }
    });
    if (!objections.isEmpty()) {
      throw new PolicyException(
          file,
          objections.values().stream().flatMap(List::stream).toList(),
          message(file, candidate, objections));
    }
  }

  private static List<String> objections(Admission admission, Candidate candidate) {
    if (!admission.restricts()) {
      return List.of();
    }
    try {
      return admission.objections(candidate);
    } catch (RuntimeException undecided) {
      return List.of("it can't be judged (" + undecided + ")");
    }
  }

  private static String message(
      String file, Candidate candidate, Map<String, List<String>> objections) {
    String library =
        switch (candidate.role()) {
          case PLUGIN -> "";
          case LIBRARY -> " on account of " + candidate.name() + ", which it needs";
          case NESTED -> " to load " + candidate.name();
        };
    List<String> sentences = new ArrayList<>();
    objections.forEach((name, found) ->
        sentences.add("refused by the policy " + name + library + ": " + String.join("; ", found)));
    return file + ": " + String.join(". ", sentences);
  }

  private static PolicyException refusal(String file, String objection) {
    return new PolicyException(file, List.of(objection), file + ": refused: " + objection);
  }

  /** The name of an admission that keeps a function from plugins. */
  Optional<String> keeping(String symbol) {
    return installed.entrySet().stream()
        .filter(entry -> entry.getValue().restricts() && !entry.getValue().admitsSymbol(symbol))
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
