package org.alfheim.internal.go.runtime;

import org.alfheim.bind.BindingException;
import org.alfheim.bind.NativeFunction;
import org.alfheim.bind.Variable;
import org.alfheim.internal.go.GoExport;

/**
 * The exports of a plugin where nobody knows how Go's values become Java's.
 *
 * @param plugin the plugin's name
 */
public record NoValues(String plugin) implements GoValues {

  @Override
  public <T> T bind(Class<T> contract) {
    throw new BindingException(plugin + ": a Go plugin can't be bound to " + contract.getName());
  }

  @Override
  public <F> F function(GoExport export, Class<F> functional) {
    throw inaccessible(export);
  }

  @Override
  public NativeFunction function(GoExport export) {
    throw inaccessible(export);
  }

  @Override
  public <T> Variable<T> variable(GoExport export, Class<T> type) {
    throw inaccessible(export);
  }

  @Override
  public Variable<Object> variable(GoExport export) {
    throw inaccessible(export);
  }

  private BindingException inaccessible(GoExport export) {
    return new BindingException(
        plugin + ": " + export.declaration() + " can't be reached from Java");
  }
}
