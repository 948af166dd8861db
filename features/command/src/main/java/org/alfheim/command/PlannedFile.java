package org.alfheim.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.alfheim.elf.RawText;
import org.alfheim.elf.SharedObject;
import org.alfheim.link.Dependency;
import org.alfheim.link.Identity;
import org.alfheim.link.Import;
import org.alfheim.link.Mapping;
import org.alfheim.link.Plan;
import org.alfheim.link.PlanText;
import org.alfheim.link.Planner;
import org.alfheim.link.Provider;
import org.alfheim.link.Waiver;
import org.alfheim.plugin.BaseNamespace;
import org.alfheim.search.Missing;
import org.alfheim.search.SystemLibraries;

/**
 * A plan for one file, with what the system has for it.
 *
 * @param plan the plan
 * @param folder the folder of the file
 * @param system where libraries are looked for
 * @param missing what the file needs and nobody has, each with a word on what it is
 */
record PlannedFile(Plan plan, Path folder, SystemLibraries system, List<String> missing) {

  /**
   * Plans to open a file.
   *
   * @param providers the plugins before it, by soname; it joins them
   */
  static PlannedFile of(
      ImageFile file,
      Map<String, Provider> providers,
      Set<Waiver> waivers,
      SystemLibraries system) {
    SharedObject image = SharedObject.parse(file.argument(), file.read());
    Path folder = file.path().toAbsolutePath().getParent();
    Plan plan = new Planner(providers, waivers).plan(image, identity(file));
    image
        .soname()
        .ifPresent(soname -> providers.putIfAbsent(soname, new Provider(soname, soname, image)));
    Missing missing = Missing.of(plan, Optional.of(folder), system, new BaseNamespace());
    Stream<String> libraries =
        missing.libraries().stream()
            .map(library ->
                "library "
                    + library.soname()
                    + ", needed by "
                    + library.neededBy()
                    + library.problem().map(problem -> ": " + problem).orElse(""));
    Set<String> waived = plan.carrier().endsUndefinedCalls() ? plan.deferrable() : Set.of();
    Stream<String> symbols =
        missing.libraries().isEmpty()
            ? missing.symbols().stream()
                .filter(symbol -> !waived.contains(symbol))
                .map(symbol -> "symbol " + symbol)
            : Stream.empty();
    return new PlannedFile(plan, folder, system, Stream.concat(libraries, symbols).toList());
  }

  private static Identity identity(ImageFile file) {
    return Identity.file(RawText.of(file.path().toAbsolutePath()));
  }

  private Optional<Path> find(String needed) {
    return new BaseNamespace()
        .file(needed)
        .filter(Path::isAbsolute)
        .or(() -> system.find(needed, plan.image(), Optional.of(folder)));
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>(PlanText.of(plan, this::find));
    missing.forEach(what -> lines.add("  missing   " + what));
    return lines;
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("file", plan.image().name());
    json.put("soname", plan.image().soname());
    json.put("start", plan.layout().start());
    json.put("size", plan.layout().size());
    json.put("align", plan.layout().align());
    json.put("needs", plan.dependencies().stream().map(this::json).toList());
    json.put("missing", missing);
    json.put("imports", Import.of(plan));
    json.put("carrier", Map.of("start", plan.carrier().start(), "size", plan.carrier().size()));
    json.put("mappings", plan.layout().mappings().stream().map(PlannedFile::json).toList());
    json.put("fixups", plan.fixups().countByKind());
    json.put("sealed", plan.layout().sealed());
    json.put("initialization", plan.initialization());
    return json;
  }

  private Map<String, Object> json(Dependency dependency) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", dependency.needed());
    json.put("plugin", dependency instanceof Dependency.OnPlugin);
    if (dependency instanceof Dependency.OnSystem) {
      json.put("file", find(dependency.needed()).map(Path::toString));
    }
    return json;
  }

  private static Map<String, Object> json(Mapping mapping) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put(
        "content",
        switch (mapping) {
          case Mapping.FilePages _ -> "file";
          case Mapping.ZeroPages _, Mapping.Clearing _ -> "zeros";
        });
    json.put("start", mapping.start());
    json.put("size", mapping.size());
    if (mapping instanceof Mapping.FilePages pages) {
      json.put("fileOffset", pages.fileOffset());
    }
    json.put("writable", mapping.writable());
    json.put("executable", mapping.executable());
    return json;
  }
}
