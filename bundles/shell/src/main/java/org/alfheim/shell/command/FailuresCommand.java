package org.alfheim.shell.command;

import java.util.List;
import org.alfheim.registry.PluginInventory.Failure;
import org.alfheim.shell.text.ImageTable;
import org.alfheim.shell.text.Listing;
import org.apache.felix.service.command.Descriptor;

/** {@code plugin:failures}. */
public final class FailuresCommand extends PluginCommand {
  /** The command over these surroundings. */
  public FailuresCommand(Surroundings surroundings) {
    super(surroundings, new Usage("failures", "", 0, 0));
  }

  /**
   * The plugin bundles whose last start failed.
   *
   * @return the failures
   */
  @Descriptor("list the plugin bundles that did not start, and why")
  public List<Failure> failures() {
    return new Listing<>(surroundings().inventory().failures(), ImageTable::failures);
  }
}
