package org.alfheim.command.subcommand;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.alfheim.command.terminal.CommandException;
import org.alfheim.command.terminal.ExitStatus;
import org.alfheim.command.terminal.Terminal;
import org.alfheim.command.terminal.UsageException;
import org.alfheim.elf.ElfException;
import org.alfheim.elf.SharedObject;
import org.alfheim.internal.go.GoMark;
import org.alfheim.internal.preview.PlannedImage;
import org.alfheim.plugin.Waiver;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** {@code plan FILE...}: what an open would do; nothing is executed. */
public final class PlanSubcommand implements Subcommand {
  @Override
  public String help() {
    return """
    Usage: alfheim plan [OPTION]... FILE...

    Shows what it would take to open each shared object: who provides what it
    needs, which symbols are asked of the C library's loader, what is mapped
    where, how many places are relocated, what is sealed, what runs. Files are
    planned as if opened in turn, so that a later one finds an earlier one by its
    soname. The system's libraries are searched as ld.so does, by reading; what
    nobody has is named as missing. A Go plugin is planned behind the host that fits
    it; an object (.o) or an archive (.a) is linked, and the files are named of
    which it is. Nothing is mapped or executed.

          --json                      an array with one object for each file
          --waive NAME                plan for files that ask for what is refused
                                      otherwise: executable-stack,
                                      text-relocations, nodlopen,
                                      undefined-functions, types
          --needs A,B                 of .o and .a: libraries that have what they
                                      lack, besides those of C and C++

    Exit status: 0 done, 1 if a file was refused or something that it needs is
    missing (the others are shown), 2 if the command line is wrong.

    Examples:
      alfheim plan /lib/x86_64-linux-gnu/libz.so.1
      alfheim plan --json libfirst.so libsecond.so
    """;
  }

  @Override
  public Options options() {
    return new Options()
        .addOption(Json.option())
        .addOption(Waivers.option())
        .addOption(ObjectOptions.option());
  }

  @Override
  public int run(CommandLine line, Terminal terminal) {
    if (line.getArgList().isEmpty()) {
      throw new UsageException("which FILE?");
    }
    int status = ExitStatus.DONE;
    Map<String, SharedObject> before = new LinkedHashMap<>();
    List<PlannedImage> plans = new ArrayList<>();
    for (String file : line.getArgList()) {
      try {
        PlannedImage planned = plan(FileArgument.of(file), before, line, terminal);
        if (!planned.missing().isEmpty()) {
          status = ExitStatus.REFUSED;
        }
        if (Json.wanted(line)) {
          plans.add(planned);
        } else {
          planned.lines().forEach(terminal::println);
        }
      } catch (ElfException | CommandException e) {
        terminal.complain(e);
        status = ExitStatus.REFUSED;
      }
    }
    if (Json.wanted(line)) {
      Json.write(plans.stream().map(PlanJson::of).toList(), terminal);
    }
    return status;
  }

  /** Plans to open a file after others, which it joins. */
  private static PlannedImage plan(
      FileArgument file, Map<String, SharedObject> before, CommandLine line, Terminal terminal) {
    Set<Waiver> waivers = Waivers.of(line);
    ImageArgument named = new ImageArgument(List.of(file));
    SharedObject image = named.read(ObjectOptions.of(line), List.copyOf(before.values()));
    if (GoMark.isOn(image)) {
      FileArgument host = FileArgument.of(new HostsOfUser(terminal).host(file, image).toString());
      SharedObject hostImage = SharedObject.parse(host.argument(), host.read());
      return PlannedImage.hosted(file.path(), image, hostImage, waivers);
    }
    PlannedImage planned =
        PlannedImage.of(file.path(), image, before, waivers).linkedOf(named.objects());
    String needed = image.soname().orElse(String.valueOf(file.path().getFileName()));
    before.putIfAbsent(needed, SharedObject.parse(needed, image.bytes()));
    return planned;
  }
}
