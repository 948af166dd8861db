package org.alfheim.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.alfheim.elf.AddressArray;
import org.alfheim.elf.ElfSymbol;
import org.alfheim.elf.RelocationType;
import org.alfheim.elf.SharedObject;
import org.alfheim.elf.Vaddr;
import org.alfheim.link.Dependency;
import org.alfheim.link.Layout;
import org.alfheim.link.Mapping;
import org.alfheim.link.Plan;
import org.alfheim.link.Slot;

/**
 * A plan, for people and for programs.
 *
 * @param plan what to show
 */
record PlanView(Plan plan) {

  /** A step of mapping. */
  private record Step(
      String what, Vaddr start, long size, Optional<Long> fileOffset, String access) {
    static Step of(Mapping mapping) {
      String access = "r" + (mapping.writable() ? "w" : "-") + (mapping.executable() ? "x" : "-");
      return switch (mapping) {
        case Mapping.FilePages pages ->
            new Step("file", pages.start(), pages.size(), Optional.of(pages.fileOffset()), access);
        case Mapping.ZeroPages pages ->
            new Step("zeros", pages.start(), pages.size(), Optional.empty(), access);
        case Mapping.Clearing bytes ->
            new Step("clear", bytes.start(), bytes.size(), Optional.empty(), access);
      };
    }
  }

  /** A question to the C library's loader. */
  private record Import(
      String type,
      Optional<String> name,
      Optional<String> version,
      Optional<String> file,
      boolean weak) {
    static Import of(SharedObject image, Slot slot) {
      String type = RelocationType.nameOf(slot.type());
      if (slot.symbol() == 0) {
        return new Import(type, Optional.empty(), Optional.empty(), Optional.empty(), false);
      }
      ElfSymbol symbol = image.symbols().get(slot.symbol());
      return new Import(
          type,
          Optional.of(symbol.name()),
          image.versions().nameOf(slot.symbol()),
          image.versions().fileOf(slot.symbol()),
          symbol.binding() == ElfSymbol.Binding.WEAK);
    }

    String text() {
      return name.orElse("the image itself")
          + version.map(v -> "@" + v).orElse("")
          + file.map(f -> " of " + f).orElse("")
          + (weak ? ", may be missing" : "");
    }
  }

  void print(Terminal terminal) {
    Layout layout = plan.layout();
    terminal.println(
        plan.image().name() + plan.image().soname().map(soname -> ": " + soname).orElse(""));
    line(
        terminal,
        "reserve",
        Count.of(layout.size(), "byte")
            + " from "
            + layout.start()
            + " of the image, aligned to 0x"
            + Long.toHexString(layout.align()));
    for (Dependency dependency : plan.dependencies()) {
      line(terminal, "need", dependency.needed() + ", " + provider(dependency));
    }
    line(
        terminal,
        "carrier",
        Count.of(plan.carrier().size(), "byte")
            + " at "
            + plan.carrier().start()
            + ", behind the image");
    for (Import asked : imports()) {
      line(terminal, "ask", asked.text() + " (" + asked.type() + ")");
    }
    for (Step step : steps()) {
      line(
          terminal,
          "map",
          "%s %s, %s%s"
              .formatted(
                  step.access(), step.start(), Count.of(step.size(), "byte"), content(step)));
    }
    line(terminal, "relocate", Count.of(plan.fixups().count(), "place") + fixups());
    layout
        .sealed()
        .ifPresent(range ->
            line(
                terminal,
                "seal",
                Count.of(range.size(), "byte")
                    + " from "
                    + range.start()
                    + " on, read-only from then on"));
    for (String function :
        functions(
            plan.initialization().init(),
            "DT_INIT",
            plan.initialization().initArray(),
            "DT_INIT_ARRAY")) {
      line(terminal, "run", function);
    }
    for (String function :
        functions(
            plan.initialization().fini(),
            "DT_FINI",
            plan.initialization().finiArray(),
            "DT_FINI_ARRAY")) {
      line(terminal, "at exit", function);
    }
  }

  private static void line(Terminal terminal, String label, String text) {
    terminal.println("  %-9s %s".formatted(label, text));
  }

  private static String provider(Dependency dependency) {
    return switch (dependency) {
      case Dependency.OnPlugin _ -> "from a plugin";
      case Dependency.OnSystem _ -> "from the system";
    };
  }

  private static String content(Step step) {
    return switch (step.what()) {
      case "file" ->
          " of the file from 0x" + Long.toHexString(step.fileOffset().orElseThrow()) + " on";
      case "clear" -> " set to 0, the end of a page";
      default -> " of 0";
    };
  }

  private String fixups() {
    return plan.fixups().countByKind().entrySet().stream()
        .map(entry -> entry.getKey().name().toLowerCase(Locale.ROOT) + " " + entry.getValue())
        .collect(
            Collectors.collectingAndThen(
                Collectors.joining(", "), kinds -> kinds.isEmpty() ? "" : ": " + kinds));
  }

  private static List<String> functions(
      Optional<Vaddr> single, String tag, AddressArray array, String arrayTag) {
    List<String> functions = new ArrayList<>();
    single.ifPresent(address -> functions.add(tag + " at " + address));
    if (array.count() > 0) {
      functions.add(
          Count.of(array.count(), "function") + " of " + arrayTag + " at " + array.start());
    }
    return functions;
  }

  private List<Step> steps() {
    return plan.layout().mappings().stream().map(Step::of).toList();
  }

  private List<Import> imports() {
    return plan.slots().stream().map(slot -> Import.of(plan.image(), slot)).toList();
  }

  Object json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("file", plan.image().name());
    json.put("soname", plan.image().soname());
    json.put("start", plan.layout().start());
    json.put("size", plan.layout().size());
    json.put("align", plan.layout().align());
    json.put(
        "needs",
        plan.dependencies().stream()
            .map(dependency ->
                Map.of(
                    "name",
                    dependency.needed(),
                    "plugin",
                    dependency instanceof Dependency.OnPlugin))
            .toList());
    json.put("carrier", Map.of("start", plan.carrier().start(), "size", plan.carrier().size()));
    json.put("imports", imports());
    json.put("mappings", steps());
    json.put("fixups", plan.fixups().countByKind());
    json.put("sealed", plan.layout().sealed());
    json.put("initialization", plan.initialization());
    return json;
  }
}
