package org.alfheim.shell.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.alfheim.shell.plugins.Locations;
import org.alfheim.shell.plugins.PlanRequest;
import org.alfheim.text.Visible;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;

/** {@code plugin:plan}. */
public final class PlanCommand extends PluginCommand {
  /** The command over these surroundings. */
  public PlanCommand(Surroundings surroundings) {
    super(surroundings, new Usage("plan", "FILE", 1, 1));
  }

  /**
   * What opening a file would do; nothing is executed.
   *
   * @param session gives the folder that paths are relative to
   * @param location a path or a URL
   * @return lines
   * @throws IOException if the file can't be read; the message is one line that names it
   */
  @Descriptor("show what opening a file would do; executes nothing")
  public String plan(
      CommandSession session,
      @Descriptor("the path, or the file: URL, of a shared object") String location)
      throws IOException {
    Path file =
        Locations.file(session.currentDir(), location.replaceFirst("^elf:", ""))
            .orElseThrow(
                () -> new IllegalArgumentException(location + ": only files can be planned"));
    return new PlanRequest(file, plugins().all(), surroundings().bundles().hosts())
        .planned().lines().stream().map(Visible::of).collect(Collectors.joining("\n"));
  }
}
