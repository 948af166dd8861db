package org.alfheim.command.subcommand;

import java.util.Arrays;
import java.util.List;
import org.alfheim.command.terminal.CommandException;
import org.alfheim.command.terminal.ExitStatus;
import org.alfheim.command.terminal.Terminal;
import org.alfheim.command.terminal.UsageException;
import org.alfheim.gohost.GoHostException;
import org.alfheim.gohost.GoInstallation;
import org.alfheim.gohost.HostBuild;
import org.alfheim.gohost.SharedPackage;
import org.alfheim.wrap.GoHostBundle;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** {@code go-host}: a bundle with the runtime that Go plugins need. */
public final class GoHostSubcommand implements Subcommand {
  private static final String GO = "go";
  private static final String WITH = "with";
  private static final String TRIMPATH = "trimpath";
  private static final String RACE = "race";

  @Override
  public String help() {
    return """
    Usage: alfheim go-host [--go PATH] [--with PACKAGE]... [OPTION]...

    Builds a host for Go plugins and makes a bundle of it. A plugin that go build
    -buildmode=plugin wrote runs in the Go runtime of its own toolchain only; so
    the host is compiled by that toolchain, here. Plugin bundles find the one that
    fits them.

          --go PATH           the go command, or the folder of a toolchain; by
                              default the first that is found: by GOROOT, by PATH,
                              and where installers put it
          --with PACKAGE      a package that the host has, too, so that plugins in
                              one runtime share it: PACKAGE of Go's library,
                              PACKAGE@VERSION of a module, or PACKAGE=FOLDER of a
                              module on this machine
          --trimpath          no paths of this machine in it: for plugins that were
                              built with -trimpath, and for them only
          --race              with the race detector, for plugins built with -race
      -o, --output JAR        where to write: a file, or a folder; by default
                              SYMBOLICNAME-VERSION.jar in the current folder
      -f, --force             overwrite what is there

    Nothing of a person's settings for go (go env -w, GOFLAGS) has a part in it, and
    nothing is downloaded, but for PACKAGE@VERSION.

    Exit status: 0 done; 1 if there is no toolchain, or go refused; 2 if the command
    line is wrong.

    Examples:
      alfheim go-host -o host.jar
      alfheim go-host --go /usr/lib/go-1.23/bin/go --trimpath
    """;
  }

  @Override
  public Options options() {
    Options options = JarTarget.options();
    for (String valued : List.of(GO, WITH)) {
      options.addOption(Option.builder().longOpt(valued).hasArg().get());
    }
    for (String flag : List.of(TRIMPATH, RACE)) {
      options.addOption(Option.builder().longOpt(flag).get());
    }
    return options;
  }

  @Override
  public int run(CommandLine line, Terminal terminal) {
    if (!line.getArgList().isEmpty()) {
      throw new UsageException("go-host takes no argument " + line.getArgList().getFirst());
    }
    try {
      HostBuild build =
          new HostBuild(go(line), with(line), line.hasOption(TRIMPATH), line.hasOption(RACE));
      GoHostBundle bundle = GoHostBundle.of(build.image(), build.go().version());
      JarTarget jar = JarTarget.of(line, bundle.symbolicName() + "-" + bundle.version() + ".jar");
      jar.write(bundle::writeTo);
      terminal.println(
          "wrote "
              + jar.shown()
              + " go="
              + build.go().version()
              + " packages="
              + bundle.packages()
              + " bundle="
              + bundle.symbolicName()
              + " version="
              + bundle.version());
      return ExitStatus.DONE;
    } catch (GoHostException e) {
      e.getMessage().lines().forEach(terminal::complain); // What go says has more than one.
      terminal.trace(e);
      return ExitStatus.REFUSED;
    }
  }

  private static GoInstallation go(CommandLine line) {
    if (line.hasOption(GO)) {
      return GoInstallation.of(FileArgument.of(line.getOptionValue(GO)).path());
    }
    return GoInstallation.all(System.getenv()).stream()
        .findFirst()
        .orElseThrow(() ->
            new CommandException(
                "there is no Go on this machine: --go names one, apt-get install golang-go"
                    + " or https://go.dev/dl has one"));
  }

  private static List<SharedPackage> with(CommandLine line) {
    if (!line.hasOption(WITH)) {
      return List.of();
    }
    try {
      return Arrays.stream(line.getOptionValues(WITH)).map(SharedPackage::parse).toList();
    } catch (GoHostException e) {
      throw new UsageException("--with " + e.getMessage());
    }
  }
}
