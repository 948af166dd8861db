package org.alfheim.internal.go.call;

import java.util.ArrayList;
import java.util.List;
import org.alfheim.bind.ArgumentException;
import org.alfheim.bind.BindingException;
import org.alfheim.internal.go.GoExport;
import org.alfheim.internal.go.codec.StructCodec;
import org.alfheim.internal.go.codec.WireCodec;
import org.alfheim.internal.go.frame.CallFrame;
import org.alfheim.internal.go.frame.CallPlan;
import org.alfheim.internal.go.frame.MisfitException;
import org.alfheim.types.GoType;

/** A function that is called with values as {@link NaturalCodecs} has them. */
public final class DynamicFunction {
  private final OpenGoPlugin plugin;
  private final GoExport export;
  private final GoType.Func type;
  private final List<WireCodec> parameters = new ArrayList<>();
  private final List<WireCodec> results = new ArrayList<>();
  private final boolean fails;

  /** The results before an error, as one value. */
  private final StructCodec others;

  private final CallPlan plan;

  /**
   * A function of a plugin.
   *
   * @param export a function, or a variable that has one
   * @throws BindingException if it is none, or what a type is made of is not known
   */
  public DynamicFunction(OpenGoPlugin plugin, GoExport export) {
    this.plugin = plugin;
    this.export = export;
    if (!(plugin.types().behind(export.type()) instanceof GoType.Func func)) {
      throw new BindingException(plugin.image() + ": " + export.declaration() + " is no function");
    }
    this.type = func;
    this.fails = !func.results().isEmpty() && NamedTypes.isError(func.results().getLast());
    NaturalCodecs codecs = new NaturalCodecs(plugin.types());
    try {
      func.parameters().forEach(parameter -> parameters.add(codecs.of(parameter)));
      func.results().forEach(result -> results.add(codecs.of(result)));
    } catch (MisfitException unknown) {
      throw new BindingException(
          plugin.image() + ": " + export.declaration() + ": " + unknown.getMessage());
    }
    this.others = others();
    this.plan = CallPlan.of(plugin.host(), export.name(), words(parameters), words(results), true);
  }

  private static int words(List<WireCodec> codecs) {
    return codecs.stream().mapToInt(WireCodec::words).sum();
  }

  /** Its type. */
  public GoType.Func type() {
    return type;
  }

  /** The types of what {@link #call} gives. */
  public List<GoType> results() {
    return fails ? type.results().subList(0, type.results().size() - 1) : type.results();
  }

  /**
   * Calls it.
   *
   * @param arguments one for each parameter
   * @return the results, without an error that is the last of them
   * @throws ArgumentException if an argument does not fit; nothing was called
   * @throws org.alfheim.go.GoErrorException if the last result is an error, and not nil
   * @throws org.alfheim.go.GoPanicException if it panics
   */
  public List<Object> call(List<?> arguments) {
    if (arguments.size() != parameters.size()) {
      throw new ArgumentException(
          export.declaration()
              + " takes "
              + parameters.size()
              + " arguments, and there are "
              + arguments.size());
    }
    CallFrame call = CallFrame.enter(plan);
    try {
      write(call, arguments);
      plugin.host().call(plugin.handle(export.name()), call.frame());
      call.check();
      return read(call);
    } catch (MisfitException misfit) {
      throw new ArgumentException(export.name() + ": " + misfit.getMessage());
    } finally {
      call.exit();
    }
  }

  private void write(CallFrame call, List<?> arguments) {
    int word = 0;
    for (int i = 0; i < parameters.size(); i++) {
      try {
        parameters.get(i).write(call, call.argument(word), arguments.get(i));
      } catch (MisfitException misfit) {
        throw new MisfitException("argument " + (i + 1) + ": " + misfit.getMessage());
      }
      word += parameters.get(i).words();
    }
  }

  private StructCodec others() {
    StructCodec all = new StructCodec(export.name(), null, null);
    List<StructCodec.Part> parts = new ArrayList<>();
    for (int i = 0; i < results.size() - 1; i++) {
      parts.add(new StructCodec.Part(Integer.toString(i), i, results.get(i)));
    }
    all.of(parts);
    return all;
  }

  private List<Object> read(CallFrame call) {
    int given = results().size();
    int word = 0;
    for (WireCodec codec : results.subList(0, given)) {
      word += codec.words();
    }
    if (fails) {
      ErrorCodec.check(call, call.result(word), others);
    }
    List<Object> values = new ArrayList<>();
    word = 0;
    for (WireCodec codec : results.subList(0, given)) {
      values.add(codec.read(call, call.result(word)));
      word += codec.words();
    }
    return values;
  }
}
