package org.alfheim.internal.preview;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.alfheim.elf.ElfException;
import org.alfheim.elf.SharedObject;
import org.alfheim.internal.carrier.Identity;
import org.alfheim.internal.carrier.Provider;
import org.alfheim.internal.go.GoContents;
import org.alfheim.internal.go.GoMark;
import org.alfheim.internal.go.GoMisfit;
import org.alfheim.internal.go.GoModule;
import org.alfheim.internal.go.GoPlugin;
import org.alfheim.internal.plan.Plan;
import org.alfheim.internal.plan.PlanText;
import org.alfheim.internal.plan.Planner;
import org.alfheim.internal.process.ldso.BaseNamespace;
import org.alfheim.internal.search.SystemLibraries;
import org.alfheim.names.DemangledName;
import org.alfheim.names.RawText;
import org.alfheim.plugin.Waiver;

/**
 * A plan for one file, with what the system has for it.
 *
 * @param plan the plan
 * @param folder the folder of the file
 * @param system where libraries are looked for
 * @param missing what the file needs and nobody has, each with a word on what it is
 * @param objects the files that the image is linked of; none of a shared object
 */
public record PlannedImage(
    Plan plan,
    Optional<Path> folder,
    SystemLibraries system,
    List<String> missing,
    List<String> objects) {

  private static final String SYMBOL = "symbol ";

  /** Copies the lists. */
  public PlannedImage {
    missing = List.copyOf(missing);
    objects = List.copyOf(objects);
  }

  /**
   * Plans to open a file.
   *
   * @param file its path
   * @param image what is in it
   * @param plugins images that come first where it needs a library, by the names that {@code
   *     DT_NEEDED} has for them
   * @param waivers what is not demanded of it
   * @throws org.alfheim.elf.ElfException if it is a Go plugin, or another image that can't be
   *     opened
   */
  public static PlannedImage of(
      Path file, SharedObject image, Map<String, SharedObject> plugins, Set<Waiver> waivers) {
    GoMark.refuse(image);
    Map<String, Provider> providers = new HashMap<>();
    plugins.forEach((name, plugin) -> providers.put(name, new Provider(name, name, plugin)));
    return of(file, image, new Planner(providers, waivers));
  }

  /**
   * Plans to open a Go plugin.
   *
   * @param file its path
   * @param image what is in it
   * @param host a host for it
   * @param waivers what is not demanded of it
   * @throws org.alfheim.elf.ElfException if it does not fit the host, or can't be opened
   */
  public static PlannedImage hosted(
      Path file, SharedObject image, SharedObject host, Set<Waiver> waivers) {
    GoPlugin described = GoPlugin.read(image);
    GoContents contents =
        new GoContents(new GoModule(host.name(), GoPlugin.readHost(host)), List.of());
    Optional<GoMisfit> misfit = contents.misfit(new GoModule(image.name(), described));
    if (misfit.isPresent()) {
      throw new ElfException(
          image.name(),
          misfit.get().field(),
          -1,
          "this is a " + described.title() + ": " + misfit.get().problem(),
          misfit.get().cure());
    }
    Provider provider = new Provider(host.name(), host.name(), host);
    return of(file, image, new Planner(Map.of(), waivers).behind(List.of(provider)));
  }

  private static PlannedImage of(Path file, SharedObject image, Planner planner) {
    Path absolute = file.toAbsolutePath();
    Optional<Path> folder = Optional.ofNullable(absolute.getParent());
    Plan plan = planner.plan(image, Identity.file(RawText.of(absolute)));
    SystemLibraries system = SystemLibraries.ofProcess();
    Missing missing = Missing.of(plan, folder, system, new BaseNamespace());
    return new PlannedImage(plan, folder, system, texts(plan, missing), List.of());
  }

  private static List<String> texts(Plan plan, Missing missing) {
    if (!missing.libraries().isEmpty()) {
      return missing.libraries().stream()
          .map(library ->
              "library "
                  + library.soname()
                  + ", needed by "
                  + library.neededBy()
                  + library.problem().map(problem -> ": " + problem).orElse(""))
          .toList();
    }
    Set<String> waived = plan.carrier().endsUndefinedCalls() ? plan.deferrable() : Set.of();
    return missing.symbols().stream()
        .filter(symbol -> !waived.contains(symbol))
        .map(SYMBOL::concat)
        .toList();
  }

  /**
   * The file that is loaded for an entry of {@code DT_NEEDED}, if it is not a plugin's.
   *
   * @param needed the entry
   */
  public Optional<Path> find(String needed) {
    return new BaseNamespace()
        .file(needed)
        .filter(Path::isAbsolute)
        .or(() -> system.find(needed, plan.image(), folder));
  }

  /**
   * The same plan for an image that is linked.
   *
   * @param files what it is linked of
   */
  public PlannedImage linkedOf(List<String> files) {
    return new PlannedImage(plan, folder, system, missing, files);
  }

  /** The plan, line by line: what it is of at its begin, and at its end what is missing. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>(PlanText.of(plan, this::find));
    lines.addAll(1, objects.stream().map("  linked of "::concat).toList());
    missing.forEach(what -> lines.add("  missing   " + shown(what)));
    return lines;
  }

  private static String shown(String missing) {
    return missing.startsWith(SYMBOL)
        ? SYMBOL + DemangledName.beside(missing.substring(SYMBOL.length()))
        : missing;
  }
}
