package org.alfheim.command.subcommand;

import java.util.ArrayList;
import java.util.List;
import org.alfheim.command.terminal.CommandException;
import org.alfheim.command.terminal.ExitStatus;
import org.alfheim.command.terminal.Terminal;
import org.alfheim.command.terminal.UsageException;
import org.alfheim.elf.ElfException;
import org.alfheim.elf.inspect.Inspection;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** {@code inspect FILE...}: what an ELF file holds; nothing is executed. */
public final class InspectSubcommand implements Subcommand {
  @Override
  public String help() {
    return """
    Usage: alfheim inspect [--json] [--stacktrace] FILE...

    Shows what each file says about itself: any ELF64 file for AMD64 (shared
    object, executable, object file, core), and archives of object files. Parts
    that are damaged are named, the others shown. Nothing is executed.

          --json                      an array with one object for each file:
                                      headers, segments, sections, dynamic
                                      section, versions, relocations, notes

    Exit status: 0 done, 1 if a file was refused (the others are shown), 2 if the
    command line is wrong.

    Examples:
      alfheim inspect /lib/x86_64-linux-gnu/libz.so.1
      alfheim inspect --json hello.o libhello.a
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
    List<Inspection> inspections = new ArrayList<>();
    InspectionText text = new InspectionText(terminal);
    for (String file : line.getArgList()) {
      try {
        Inspection inspection = Inspection.of(file, FileArgument.of(file).read());
        if (Json.wanted(line)) {
          inspections.add(inspection);
        } else {
          text.print(inspection);
        }
      } catch (ElfException | CommandException e) {
        terminal.complain(e);
        status = ExitStatus.REFUSED;
      }
    }
    if (Json.wanted(line)) {
      Json.write(inspections, terminal);
    }
    return status;
  }
}
