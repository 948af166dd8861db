package org.alfheim.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.alfheim.elf.ElfException;
import org.alfheim.elf.SharedObject;
import org.alfheim.link.Dependency;
import org.alfheim.link.Identity;
import org.alfheim.link.Import;
import org.alfheim.link.Mapping;
import org.alfheim.link.Plan;
import org.alfheim.link.PlanText;
import org.alfheim.link.Planner;
import org.alfheim.link.Provider;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** {@code plan FILE...}: what an open would do; nothing is executed. */
final class PlanCommand implements Subcommand {
  @Override
  public String help() {
    return """
    Usage: alfheim plan [--json] [--stacktrace] FILE...

    Shows what it would take to open each shared object: who provides what it
    needs, which symbols are asked of the C library's loader, what is mapped
    where, how many places are relocated, what is sealed, what runs. Files are
    planned as if opened in turn, so that a later one finds an earlier one by its
    soname. Nothing is mapped or executed, and nothing is looked up in the system:
    whether an import is there shows when the file is opened.

          --json                      an array with one object for each file

    Exit status: 0 done, 1 if a file was refused (the others are shown), 2 if the
    command line is wrong.

    Examples:
      alfheim plan /lib/x86_64-linux-gnu/libz.so.1
      alfheim plan --json libfirst.so libsecond.so
    """;
  }

  @Override
  public Options options() {
    return new Options().addOption(Json.option());
  }

  @Override
  public int run(CommandLine line, Terminal terminal) {
    if (line.getArgList().isEmpty()) {
      throw new UsageException("which FILE?");
    }
    int status = ExitStatus.DONE;
    Map<String, Provider> providers = new HashMap<>();
    List<Plan> plans = new ArrayList<>();
    for (String file : line.getArgList()) {
      try {
        Plan plan = plan(ImageFile.of(file), providers);
        if (Json.wanted(line)) {
          plans.add(plan);
        } else {
          PlanText.of(plan).forEach(terminal::println);
        }
      } catch (ElfException | CommandException e) {
        terminal.complain(e.getMessage());
        status = ExitStatus.REFUSED;
      }
    }
    if (Json.wanted(line)) {
      Json.write(plans.stream().map(PlanCommand::json).toList(), terminal);
    }
    return status;
  }

  private static Plan plan(ImageFile file, Map<String, Provider> providers) {
    SharedObject image = SharedObject.parse(file.argument(), file.read());
    Path path = file.path().toAbsolutePath();
    Plan plan = new Planner(providers).plan(image, Identity.file(path.toString()));
    image
        .soname()
        .ifPresent(soname -> providers.putIfAbsent(soname, new Provider(soname, soname, image)));
    return plan;
  }

  private static Map<String, Object> json(Plan plan) {
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
    json.put("imports", Import.of(plan));
    json.put("carrier", Map.of("start", plan.carrier().start(), "size", plan.carrier().size()));
    json.put("mappings", plan.layout().mappings().stream().map(PlanCommand::json).toList());
    json.put("fixups", plan.fixups().countByKind());
    json.put("sealed", plan.layout().sealed());
    json.put("initialization", plan.initialization());
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
