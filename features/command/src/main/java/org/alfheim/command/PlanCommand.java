package org.alfheim.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.alfheim.elf.ElfException;
import org.alfheim.elf.SharedObject;
import org.alfheim.link.Identity;
import org.alfheim.link.Plan;
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
    List<PlanView> views = new ArrayList<>();
    for (String file : line.getArgList()) {
      try {
        PlanView view = new PlanView(plan(ImageFile.of(file), providers));
        if (Json.wanted(line)) {
          views.add(view);
        } else {
          view.print(terminal);
        }
      } catch (ElfException | CommandException e) {
        terminal.complain(e.getMessage());
        status = ExitStatus.REFUSED;
      }
    }
    if (Json.wanted(line)) {
      Json.write(views.stream().map(PlanView::json).toList(), terminal);
    }
    return status;
  }

  private static Plan plan(ImageFile file, Map<String, Provider> providers) {
    SharedObject image = SharedObject.parse(file.argument(), file.read());
    Path folder = file.path().toAbsolutePath().getParent();
    Plan plan = new Planner(providers).plan(image, Identity.file(folder.toString()));
    image
        .soname()
        .ifPresent(soname -> providers.putIfAbsent(soname, new Provider(soname, soname, image)));
    return plan;
  }
}
