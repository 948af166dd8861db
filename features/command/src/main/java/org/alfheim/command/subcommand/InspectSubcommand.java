package org.alfheim.command.subcommand;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.alfheim.command.terminal.CommandException;
import org.alfheim.command.terminal.ExitStatus;
import org.alfheim.command.terminal.Terminal;
import org.alfheim.command.terminal.UsageException;
import org.alfheim.elf.ElfException;
import org.alfheim.elf.SharedObject;
import org.alfheim.elf.inspect.Inspection;
import org.alfheim.internal.go.GoMark;
import org.alfheim.internal.go.GoPlugin;
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
    that are damaged are named, the others shown. Of a Go plugin it shows version,
    path, flags and exports, too. Nothing is executed.

          --json                      an array with one object for each file:
                                      headers, segments, sections, dynamic
                                      section, versions, relocations, notes;
                                      of a Go plugin the hashes of packages

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
    List<Map<String, Object>> inspections = new ArrayList<>();
    InspectionText text = new InspectionText(terminal);
    for (String file : line.getArgList()) {
      try {
        MemorySegment bytes = FileArgument.of(file).read();
        Inspection inspection = Inspection.of(file, bytes);
        Optional<GoPlugin> plugin = plugin(file, bytes);
        if (Json.wanted(line)) {
          inspections.add(json(inspection, plugin));
        } else {
          text.print(inspection, plugin);
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

  /** What Go says of its plugins; nothing where it is something else, or not to be opened. */
  private static Optional<GoPlugin> plugin(String file, MemorySegment bytes) {
    try {
      SharedObject image = SharedObject.parse(file, bytes);
      return GoMark.isOn(image) ? Optional.of(GoPlugin.read(image)) : Optional.empty();
    } catch (ElfException other) {
      return Optional.empty();
    }
  }

  private static Map<String, Object> json(Inspection inspection, Optional<GoPlugin> plugin) {
    Map<String, Object> json = Json.object((Record) inspection);
    plugin.ifPresent(go -> json.put("go", Json.plain(GoPluginJson.of(go))));
    return json;
  }
}
