package org.alfheim.internal.go.values;

import org.alfheim.bind.ArgumentException;
import org.alfheim.bind.BindingException;
import org.alfheim.bind.Variable;
import org.alfheim.internal.go.GoExport;
import org.alfheim.internal.go.call.OpenGoPlugin;
import org.alfheim.internal.go.call.VariableAccess;
import org.alfheim.types.DeclaredType;

/** A variable of a Go plugin. */
record GoVariable<T>(OpenGoPlugin plugin, GoExport export, VariableAccess access, Class<T> java)
    implements Variable<T> {

  @Override
  public DeclaredType type() {
    return export.type();
  }

  @Override
  @SuppressWarnings("unchecked") // A primitive class can't cast what is boxed.
  public T get() {
    return (T) access.get();
  }

  @Override
  public void set(T value) {
    access.set(value);
  }

  @Override
  public String getText(long mostBytes) {
    Object value = VariableAccess.of(plugin, export).get();
    Weight weight = new Weight(mostBytes);
    weight.add(value);
    weight.check(
        () -> new BindingException(export.name() + " has more than " + mostBytes + " bytes"));
    return new ValueText(plugin.types()).of(value, export.type());
  }

  @Override
  public void setText(String text) {
    try {
      VariableAccess.of(plugin, export).set(ValueReader.read(text, export.type(), plugin.types()));
    } catch (ArgumentException unread) {
      throw unread.getMessage().startsWith(export.name())
          ? unread
          : new ArgumentException(export.name() + ": " + unread.getMessage());
    }
  }

  @Override
  public String toString() {
    return export.declaration();
  }
}
