package org.alfheim.shell.command;

import java.util.List;
import org.alfheim.bind.Variable;
import org.apache.felix.service.command.Descriptor;

/** {@code plugin:get}. */
public final class GetCommand extends PluginCommand {
  /** The command over these surroundings. */
  public GetCommand(Surroundings surroundings) {
    super(surroundings, new Usage("get", "PLUGIN 'DECLARATION'", 2, 2));
  }

  /** A declaration without quotes is several words. */
  @Override
  List<Object> read(List<Object> words) {
    return joined(words, words.size());
  }

  /**
   * Reads a variable.
   *
   * @param plugin which plugin
   * @param declaration the variable's declaration
   * @return its value
   */
  @Descriptor("read a variable")
  public Object get(
      @Descriptor(PLUGIN) Object plugin,
      @Descriptor(
              "the variable as C declares it, in quotes: 'int V'; or its name, where its type is"
                  + " known")
          String declaration) {
    Variable<Object> variable = plugins().variable(plugin, declaration);
    return shown(variable.get(), variable.getText());
  }
}
