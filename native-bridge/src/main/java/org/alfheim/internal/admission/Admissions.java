package org.alfheim.internal.admission;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.alfheim.elf.DynamicSection;
import org.alfheim.elf.SharedObject;
import org.alfheim.internal.process.libc.FileName;
import org.alfheim.internal.search.DynamicTokens;
import org.alfheim.internal.search.LibraryClosure;
import org.alfheim.internal.search.SystemLibraries;
import org.alfheim.plugin.PolicyException;
import org.alfheim.plugin.Provenance;
import org.alfheim.plugin.admission.Admission;
import org.alfheim.plugin.admission.Candidate;
import org.alfheim.plugin.admission.SystemFolders;

/** The admissions in force: the one place that every image passes before it is mapped. */
public final class Admissions {
  /** ld.so's own variables: addresses of functions that load and look up are in them. */
  private static final List<String> INTERNALS = List.of("_rtld_global_ro", "_rtld_global");

  private volatile Map<String, Admission> installed = Map.of();

  public synchronized void install(String name, Admission admission) {
    Map<String, Admission> next = new TreeMap<>(installed);
    next.put(name, admission);
    installed = next;
  }

  public boolean restricts() {
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
   * @param source where all its bytes are to be had
   * @throws PolicyException if it is not admitted
   */
  public void check(
      SharedObject image, WholeImage source, Optional<Path> file, Optional<Provenance> provenance) {
    if (restricts()) {
      try (Content content = Content.of(image, source)) {
        check(
            image.name(),
            new ImageCandidate(
                Candidate.Role.PLUGIN, image, content, file, provenance, GroupScope.GLOBAL));
      }
    }
  }

  /**
   * Where ld.so searches has to be known, so that what is judged is what it would load.
   *
   * @param plugin the plugin's name in messages
   * @param unknown why it is not known
   * @throws PolicyException if it is not
   */
  public static void checkSearch(String plugin, Optional<String> unknown) {
    if (unknown.isPresent()) {
      throw refusal(
          plugin,
          "it can't be judged what comes with it, as ld.so does not say where it searches ("
              + unknown.get()
              + "); see that ld.so can be run, and start the JVM again");
    }
  }

  /**
   * Asks about the libraries that ld.so would load for an object.
   *
   * @param plugin the plugin's name in messages
   * @param libraries all that would be loaded
   * @param first the scope of the first of them
   * @throws PolicyException if one is not admitted, or can't be judged
   */
  public void checkLibraries(String plugin, LibraryClosure libraries, GroupScope first) {
    GroupScope scope = first;
    for (LibraryClosure.Library library : libraries.libraries()) {
      checkPath(plugin, library.file());
      check(plugin, candidate(Candidate.Role.LIBRARY, library.image(), library.file(), scope));
      scope = scope.after(library.image());
      checkFiltered(plugin, library.image(), libraries);
    }
    for (Path present : libraries.presentByFile().values()) {
      checkPath(plugin, present);
    }
    for (LibraryClosure.Unsettled need : libraries.unsettled()) {
      if (need.problem().isPresent()) {
        throw refusal(
            plugin,
            need.neededBy()
                + " needs "
                + need.name()
                + ", which can't be judged: "
                + need.problem().get());
      }
    }
  }

  /**
   * ld.so has to find the filtered library by its name: its symbols come right before those of the
   * filter, which no other object could bring about.
   *
   * @throws PolicyException if it does not
   */
  public static void checkFiltered(String plugin, SharedObject filter, LibraryClosure libraries) {
    if (!filter.filter()) {
      return;
    }
    List<String> filtered = new ArrayList<>(filter.filtered(DynamicSection.DT_AUXILIARY));
    filtered.addAll(filter.filtered(DynamicSection.DT_FILTER));
    for (String name : filtered) {
      Optional<LibraryClosure.Library> library = libraries.of(name);
      if (DynamicTokens.in(name)
          || libraries.presentByFile().containsKey(name)
          || (library.isPresent() && !library.get().image().soname().equals(Optional.of(name)))) {
        throw refusal(
            plugin,
            filter.name()
                + " is a filter for "
                + name
                + ", which is not the DT_SONAME of the file that is found: ld.so can't be given it");
      }
    }
  }

  /**
   * Asks about a library that a plugin loads itself.
   *
   * @param plugin the plugin's name in messages
   * @param file its real path
   * @return the library
   * @throws PolicyException if it is not admitted, or can't be judged
   */
  public SharedObject checkNested(String plugin, Path file) {
    checkPath(plugin, file);
    SharedObject image =
        SystemLibraries.read(file)
            .orElseThrow(
                () -> refusal(plugin, "it loads " + file + ", which can't be read to be judged"));
    check(plugin, candidate(Candidate.Role.NESTED, image, file, GroupScope.GLOBAL));
    return image;
  }

  /** ld.so has to open the very path. */
  private static void checkPath(String plugin, Path file) {
    if (DynamicTokens.in(file.toString()) || !FileName.isUtf8(file)) {
      throw refusal(
          plugin,
          "it needs "
              + file
              + ", a path that ld.so can't be given: it has a dynamic string token in it, or is not in UTF-8");
    }
  }

  /** A library, whose bytes are all there. */
  private static ImageCandidate candidate(
      Candidate.Role role, SharedObject image, Path file, GroupScope scope) {
    return new ImageCandidate(
        role, image, Content.of(image), Optional.of(file), Optional.empty(), scope);
  }

  private void check(String file, ImageCandidate candidate) {
    for (String symbol : INTERNALS) {
      if (candidate.names(symbol) && !ofTheSystem(candidate)) {
        throw refusal(
            file,
            candidate.name() + " refers to " + symbol + " of ld.so, by which a policy is passed");
      }
    }
    Optional<String> relocation = candidate.untraceable();
    if (relocation.isPresent() && !ofTheSystem(candidate)) {
      throw refusal(
          file,
          candidate.name()
              + " has a relocation of the type "
              + relocation.get()
              + ", of which can't be told what it is bound to");
    }
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

  /** The C library's own parts may. */
  private static boolean ofTheSystem(Candidate candidate) {
    return candidate.role() != Candidate.Role.PLUGIN
        && candidate.file().filter(SystemFolders::contain).isPresent();
  }

  private static PolicyException refusal(String file, String objection) {
    return new PolicyException(file, List.of(objection), file + ": refused: " + objection);
  }

  /** The name of an admission that keeps a function from plugins. */
  public Optional<String> keeping(String symbol) {
    return installed.entrySet().stream()
        .filter(entry -> entry.getValue().restricts() && !entry.getValue().admitsSymbol(symbol))
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
