package org.alfheim.shell.command;

import java.util.List;
import org.alfheim.registry.PluginInventory.Image;
import org.alfheim.registry.PluginInventory.State;
import org.alfheim.shell.text.ImageTable;
import org.alfheim.shell.text.Listing;
import org.apache.felix.service.command.Descriptor;

/** {@code plugin:retired}. */
public final class RetiredCommand extends PluginCommand {
  /** The command over these surroundings. */
  public RetiredCommand(Surroundings surroundings) {
    super(surroundings, new Usage("retired", "", 0, 0));
  }

  /**
   * The images that stay in the process although their bundles have others now, or are gone.
   *
   * @return the images
   */
  @Descriptor("list the images that are retired and stay in memory")
  public List<Image> retired() {
    return new Listing<>(
        surroundings().inventory().images().stream()
            .filter(image -> image.state() == State.RETIRED)
            .toList(),
        ImageTable::retired);
  }
}
