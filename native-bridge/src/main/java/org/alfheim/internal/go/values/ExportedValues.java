package org.alfheim.internal.go.values;

import org.alfheim.bind.NativeFunction;
import org.alfheim.bind.Variable;
import org.alfheim.internal.go.GoExport;
import org.alfheim.internal.go.call.DynamicFunction;
import org.alfheim.internal.go.call.GoContract;
import org.alfheim.internal.go.call.OpenGoPlugin;
import org.alfheim.internal.go.call.VariableAccess;
import org.alfheim.internal.go.frame.HostInterface;
import org.alfheim.internal.go.runtime.GoAccess;
import org.alfheim.internal.go.runtime.GoValues;
import org.alfheim.internal.go.runtime.HostCode;

/**
 * The exports of a plugin that is open.
 *
 * @param plugin the plugin
 */
public record ExportedValues(OpenGoPlugin plugin) implements GoValues {

  /**
   * Access to the values of a runtime.
   *
   * @param host its host, in place
   */
  public static GoAccess of(HostCode host) {
    HostInterface exports = new HostInterface(host.name(), host::function);
    return opened ->
        new ExportedValues(
            new OpenGoPlugin(
                lastPart(opened.name()), exports, opened.number(), opened.described()));
  }

  /** What a plugin is called in messages, without where it is. */
  private static String lastPart(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  @Override
  public <T> T bind(Class<T> contract) {
    return GoContract.bind(contract, plugin);
  }

  @Override
  public <F> F function(GoExport export, Class<F> functional) {
    return GoContract.function(functional, plugin, export.name());
  }

  @Override
  public NativeFunction function(GoExport export) {
    return new GoFunction(plugin, export, new DynamicFunction(plugin, export));
  }

  @Override
  public <T> Variable<T> variable(GoExport export, Class<T> type) {
    return new GoVariable<>(plugin, export, VariableAccess.of(plugin, export, type), type);
  }

  @Override
  public Variable<Object> variable(GoExport export) {
    return new GoVariable<>(plugin, export, VariableAccess.of(plugin, export), Object.class);
  }
}
