package org.alfheim.console.model;

import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import org.alfheim.bind.CallResult;
import org.alfheim.bind.NativeFunction;
import org.alfheim.bind.OutValue;
import org.alfheim.bind.Variable;
import org.alfheim.bind.declaration.QualifiedDeclaration;
import org.alfheim.plugin.Plugin;
import org.alfheim.plugin.Symbol;
import org.alfheim.streams.StandardStreams;
import org.alfheim.types.ObjectType;

/** What a person wants of a symbol, in the words of C. */
public sealed interface Use {

  /**
   * How many bytes the arguments of a call may take, its buffers among them, and a value that is
   * shown: somebody far away is not to have all the memory of the process.
   */
  long MOST_BYTES = 8 << 20;

  /** The symbol as C declares it. */
  String declaration();

  /**
   * Does it. What the plugin prints goes to the standard output of the process, and is written out.
   *
   * @throws org.alfheim.bind.BindingException if the declaration, a value or an argument can't be
   *     read or does not fit, or the memory for them is more than {@link #MOST_BYTES}, and nothing
   *     was called or written; or if a {@code char *} that came of it leads to no memory, or what
   *     is to be shown is more
   */
  Outcome of(Symbol symbol);

  /**
   * What came of it.
   *
   * @param value the result, or what the variable holds, in the form of {@link
   *     NativeFunction#format}; empty for void
   * @param outs what a call left in memory behind its arguments
   */
  record Outcome(Optional<String> value, List<OutValue> outs) {}

  /**
   * A call of a function.
   *
   * @param declaration its prototype
   * @param arguments as {@link NativeFunction#callText} reads them
   */
  record Call(String declaration, List<String> arguments) implements Use {
    @Override
    public Outcome of(Symbol symbol) {
      NativeFunction function = symbol.function(own(symbol.plugin(), declaration));
      // Java's buffered output comes before what C is going to write.
      System.out.flush();
      CallResult result;
      try {
        result = function.callText(arguments, MOST_BYTES);
      } finally {
        flush();
      }
      return new Outcome(
          function.hasResult() ? Optional.of(function.format(result.value())) : Optional.empty(),
          result.outs());
    }
  }

  /**
   * A look at a variable.
   *
   * @param declaration its declaration
   */
  record Read(String declaration) implements Use {
    @Override
    public Outcome of(Symbol symbol) {
      return valueOf(symbol.variable(own(symbol.plugin(), declaration)));
    }
  }

  /**
   * A change of a variable.
   *
   * @param declaration its declaration
   * @param value the new value, as {@link Variable#setText} reads it
   */
  record Write(String declaration, String value) implements Use {
    @Override
    public Outcome of(Symbol symbol) {
      Variable<Object> variable = symbol.variable(own(symbol.plugin(), declaration));
      // What is too large to be shown is too large to be written from far away.
      if (variable.type() instanceof ObjectType type && type.size().orElse(0) > MOST_BYTES) {
        return valueOf(variable);
      }
      variable.setText(value);
      return valueOf(variable);
    }
  }

  /**
   * A declaration with the symbol's own name, where it has one that C++ qualifies.
   *
   * @throws org.alfheim.bind.declaration.DeclarationException if the plugin has no such symbol, or
   *     several
   */
  static String own(Plugin plugin, String declaration) {
    return QualifiedDeclaration.resolved(declaration, name -> plugin.find(name).map(Symbol::name));
  }

  /**
   * Where nothing more can be written, what the function has printed is lost, and its result is
   * not.
   */
  private static void flush() {
    try {
      StandardStreams.flush();
    } catch (UncheckedIOException full) {
      System.getLogger(Use.class.getName()).log(Level.WARNING, full.getMessage());
    }
  }

  private static Outcome valueOf(Variable<Object> variable) {
    return new Outcome(Optional.of(variable.getText(MOST_BYTES)), List.of());
  }
}
