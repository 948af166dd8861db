package org.alfheim.shell.command;

import java.util.List;
import org.apache.felix.service.command.Descriptor;

/** {@code plugin:set}. */
public final class SetCommand extends PluginCommand {
  /** The command over these surroundings. */
  public SetCommand(Surroundings surroundings) {
    super(surroundings, new Usage("set", "PLUGIN 'DECLARATION' VALUE", 3, 3));
  }

  /** A declaration without quotes is several words. */
  @Override
  List<Object> read(List<Object> words) {
    return joined(words, words.size() - 1);
  }

  /**
   * Writes a variable.
   *
   * @param plugin which plugin
   * @param declaration the variable's declaration
   * @param value the new value, as it is written in C
   */
  @Descriptor("write a variable")
  public void set(
      @Descriptor(PLUGIN) Object plugin,
      @Descriptor(
              "the variable as C declares it, in quotes: 'int V'; or its name, where its type is"
                  + " known")
          String declaration,
      @Descriptor("the value: 7, -1, 0x2a, 3.14, NULL, {x: 1}, {1, 2}") String value) {
    plugins().variable(plugin, declaration).setText(value);
  }
}
