package org.alfheim.internal.plan;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.alfheim.elf.AddressArray;
import org.alfheim.elf.Vaddr;
import org.alfheim.internal.carrier.Dependency;
import org.alfheim.internal.carrier.ProviderScope;
import org.alfheim.internal.relocation.Layout;
import org.alfheim.internal.relocation.Mapping;

/** A plan as a person reads it: a line for each step, in the order in which they are taken. */
public final class PlanText {
  private final Plan plan;
  private final Function<String, Optional<Path>> system;
  private final List<String> lines = new ArrayList<>();

  private PlanText(Plan plan, Function<String, Optional<Path>> system) {
    this.plan = plan;
    this.system = system;
  }

  /**
   * The lines of a plan.
   *
   * @param plan the plan
   * @param system where the system has a library of a {@code DT_NEEDED} name
   * @return the image's name, and below it the steps, indented
   */
  public static List<String> of(Plan plan, Function<String, Optional<Path>> system) {
    PlanText text = new PlanText(plan, system);
    text.lines.add(plan.image().name() + plan.image().soname().map(name -> ": " + name).orElse(""));
    text.addDependencies();
    text.addMappings();
    text.addRelocations();
    text.addFunctions();
    return List.copyOf(text.lines);
  }

  private void add(String step, Object text) {
    lines.add(String.format(Locale.ROOT, "  %-9s %s", step, text));
  }

  private void addDependencies() {
    for (ProviderScope.Member member : plan.scope()) {
      add(
          "scope",
          member.provider().soname()
              + " comes first, "
              + member.definitions()
              + " definitions of the image's own are left to it");
    }
    for (Dependency dependency : plan.dependencies()) {
      String provider =
          switch (dependency) {
            case Dependency.OnPlugin _ -> ", a plugin";
            case Dependency.OnSystem(String needed) ->
                system
                    .apply(needed)
                    .map(file -> ", the file " + file)
                    .orElse(", which is not found");
          };
      add("need", dependency.needed() + provider);
    }
    Import.of(plan).forEach(asked -> add("ask", asked));
  }

  private void addMappings() {
    Layout layout = plan.layout();
    String align = Long.toHexString(layout.align());
    add(
        "reserve",
        layout.size() + " bytes from " + layout.start() + " of the image, aligned to 0x" + align);
    add("carry", plan.carrier().size() + " bytes from " + plan.carrier().start() + ", behind it");
    for (Mapping mapping : layout.mappings()) {
      add(
          "map",
          access(mapping)
              + " "
              + mapping.start()
              + ", "
              + mapping.size()
              + " bytes"
              + content(mapping));
    }
  }

  private static String access(Mapping mapping) {
    return "r" + (mapping.writable() ? "w" : "-") + (mapping.executable() ? "x" : "-");
  }

  private static String content(Mapping mapping) {
    return switch (mapping) {
      case Mapping.FilePages pages -> " of the file from 0x" + Long.toHexString(pages.fileOffset());
      case Mapping.ZeroPages _ -> " of 0";
      case Mapping.Clearing _ -> " set to 0 at the end of a page";
    };
  }

  private void addRelocations() {
    String kinds =
        plan.fixups().countByKind().entrySet().stream()
            .map(kind -> kind.getKey().name().toLowerCase(Locale.ROOT) + " " + kind.getValue())
            .collect(Collectors.joining(", "));
    int places = plan.fixups().count();
    add("relocate", places == 0 ? "nothing" : places + " places: " + kinds);
    plan.layout()
        .sealed()
        .ifPresent(
            range -> add("seal", range.size() + " bytes from " + range.start() + ", read-only"));
  }

  private void addFunctions() {
    Initialization functions = plan.initialization();
    addFunction("run", "DT_INIT", functions.init());
    addFunctions("run", "DT_INIT_ARRAY", functions.initArray());
    addFunctions("at exit", "DT_FINI_ARRAY", functions.finiArray());
    addFunction("at exit", "DT_FINI", functions.fini());
  }

  private void addFunction(String step, String tag, Optional<Vaddr> function) {
    function.ifPresent(address -> add(step, tag + " at " + address));
  }

  private void addFunctions(String step, String tag, AddressArray functions) {
    int count = functions.count();
    if (count > 0) {
      String number = count == 1 ? "1 function" : count + " functions";
      add(step, number + " of " + tag + " at " + functions.start());
    }
  }
}
