package org.alfheim.shell.command;

import java.util.List;
import org.alfheim.shell.plugins.OpenPlugin;
import org.alfheim.shell.text.Listing;
import org.alfheim.shell.text.PluginTables;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.osgi.framework.BundleException;

/** {@code plugin:open}. */
public final class OpenCommand extends PluginCommand {
  /** The command over these surroundings. */
  public OpenCommand(Surroundings surroundings) {
    super(surroundings, new Usage("open", "[--waive NAME[,NAME]] LOCATION", 1, 1));
  }

  /**
   * Installs and starts a plugin bundle.
   *
   * @param session gives the folder that paths are relative to
   * @param waived what is not demanded of the image, by the names of {@link
   *     org.alfheim.plugin.Waiver}, separated by commas; empty for nothing
   * @param location a path or a URL
   * @return the plugin, or a list where the bundle holds several
   * @throws BundleException if it can't be installed or started; a bundle that was installed for
   *     this is gone then
   */
  @Descriptor(
      "open a plugin: install and start its bundle; the same location gives the same bundle")
  public Object open(
      CommandSession session,
      @Descriptor(
              "open it in spite of executable-stack, text-relocations, nodlopen,"
                  + " undefined-functions or types, without the protection")
          @Parameter(names = "--waive", absentValue = "")
          String waived,
      @Descriptor(
              "the path of a shared object or of a plugin bundle, or a URL (elf:file:/…, file:/…)")
          String location)
      throws BundleException {
    flush(session);
    List<OpenPlugin> opened;
    try {
      opened = plugins().of(surroundings().bundles().start(session.currentDir(), location, waived));
    } finally {
      // What constructors have printed.
      flushC();
    }
    return switch (opened.size()) {
      case 0 ->
          throw new IllegalStateException(
              location + ": the bundle is started, and has registered no plugin");
      case 1 -> opened.getFirst().plugin();
      default ->
          new Listing<>(
              opened.stream().map(OpenPlugin::plugin).toList(),
              _ -> PluginTables.plugins(opened, surroundings().hosts()));
    };
  }
}
