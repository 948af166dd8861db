package org.alfheim.command.subcommand;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.alfheim.command.terminal.CommandException;
import org.alfheim.command.terminal.ExitStatus;
import org.alfheim.command.terminal.Terminal;
import org.alfheim.command.terminal.UsageException;
import org.alfheim.elf.ProgramHeader;
import org.alfheim.plugin.ImageInfo;
import org.alfheim.plugin.Linking;
import org.alfheim.plugin.LocalPlugin;
import org.alfheim.plugin.PluginException;
import org.alfheim.plugin.Waiver;
import org.alfheim.streams.StandardStreams;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** {@code open FILE...}: opens each plugin in turn, one line each. */
public final class OpenSubcommand implements Subcommand {
  @Override
  public String help() {
    return """
    Usage: alfheim open [OPTION]... FILE...

    Opens each plugin in turn, in one process: the file is checked, bound,
    mapped, relocated, and its constructors run. One line each:

      ok FILE soname=S symbols=N relocations=N segments=N bytes=N ms=T
      FAIL FILE: reason

    symbols counts the exported ones; segments and bytes are what PT_LOAD maps;
    ms is the time of the open, constructors included; shared=yes marks a file
    that the process holds already (the C library, say), which is not mapped a
    second time. A failure does not keep the next file from being tried. An object
    (.o) or an archive (.a) is linked first; what it lacks it may get from those
    before it.

          --waive NAME                open files that ask for what is refused
                                      otherwise: executable-stack,
                                      text-relocations, nodlopen,
                                      undefined-functions, types
          --needs A,B                 of .o and .a: libraries that have what they
                                      lack, besides those of C and C++

    Exit status: 0 if all were opened, 1 if not, 2 if the command line is wrong.

    Examples:
      alfheim open /lib/x86_64-linux-gnu/libz.so.1
      alfheim open ./*.so
    """;
  }

  @Override
  public Options options() {
    return new Options().addOption(Waivers.option()).addOption(ObjectOptions.option());
  }

  @Override
  public int run(CommandLine line, Terminal terminal) {
    List<String> files = line.getArgList();
    if (files.isEmpty()) {
      throw new UsageException("which FILE?");
    }
    Set<Waiver> waivers = Waivers.of(line);
    Linking linking = ObjectOptions.of(line);
    int status = ExitStatus.DONE;
    for (String file : files) {
      String result;
      Optional<Throwable> failure = Optional.empty();
      try {
        LocalPlugin plugin = ImageArgument.leading(List.of(file)).open(waivers, linking, terminal);
        result = "ok " + file + figures(plugin);
      } catch (RuntimeException | LinkageError e) {
        result = "FAIL " + reason(file, e);
        failure = Optional.of(e);
        status = ExitStatus.REFUSED;
      }
      StandardStreams.flush();
      terminal.println(result);
      // Each line as soon as it is known: the next file may take the process down.
      terminal.out().flush();
      failure.ifPresent(terminal::trace);
    }
    return status;
  }

  private static String reason(String file, Throwable failure) {
    return switch (failure) {
      case CommandException e -> e.getMessage();
      case PluginException e -> reason(file, e);
      default -> file + ": internal error: " + failure;
    };
  }

  private static String reason(String file, PluginException refusal) {
    String reason = refusal.getMessage();
    for (String name : List.of(file, refusal.file())) {
      if (reason.startsWith(name + ": ")) {
        return file + reason.substring(name.length());
      }
    }
    return file + ": " + reason;
  }

  private static String figures(LocalPlugin plugin) {
    ImageInfo image = plugin.image();
    long bytes = image.segments().stream().mapToLong(ProgramHeader::memorySize).sum();
    return plugin.soname().map(soname -> " soname=" + soname).orElse("")
        + " symbols="
        + plugin.symbolCount()
        + " relocations="
        + image.relocations()
        + " segments="
        + image.segments().size()
        + " bytes="
        + bytes
        + String.format(Locale.ROOT, " ms=%.1f", image.nanoseconds() / 1e6)
        + (image.shared() ? " shared=yes" : "");
  }
}
