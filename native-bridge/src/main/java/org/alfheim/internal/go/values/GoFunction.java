package org.alfheim.internal.go.values;

import java.util.ArrayList;
import java.util.List;
import org.alfheim.bind.ArgumentException;
import org.alfheim.bind.BindingException;
import org.alfheim.bind.CallResult;
import org.alfheim.bind.NativeFunction;
import org.alfheim.bind.declaration.Prototype;
import org.alfheim.internal.go.GoExport;
import org.alfheim.internal.go.call.DynamicFunction;
import org.alfheim.internal.go.call.OpenGoPlugin;
import org.alfheim.types.DeclaredType;
import org.alfheim.types.GoType;

/** A function of Go for those who know it at run time only. */
record GoFunction(OpenGoPlugin plugin, GoExport export, DynamicFunction function)
    implements NativeFunction {

  @Override
  public Prototype prototype() {
    throw new BindingException(
        plugin.image() + ": " + export.declaration() + " has no prototype in C");
  }

  @Override
  public DeclaredType type() {
    return function.type();
  }

  @Override
  public boolean hasResult() {
    return !function.results().isEmpty();
  }

  /** Several results are a list; the last arguments of a variadic function are one each. */
  @Override
  public Object call(List<?> arguments) {
    List<Object> results = function.call(gathered(arguments));
    return switch (results.size()) {
      case 0 -> null;
      case 1 -> results.getFirst();
      default -> results;
    };
  }

  /** With the last of a variadic function in one list, if they are not in one already. */
  private List<?> gathered(List<?> arguments) {
    GoType.Func type = function.type();
    int fixed = type.parameters().size() - 1;
    if (!type.variadic() || arguments.size() < fixed) {
      return arguments;
    }
    boolean one = arguments.size() == fixed + 1;
    if (one && (arguments.getLast() instanceof List || arguments.getLast() instanceof byte[])) {
      return arguments;
    }
    List<Object> gathered = new ArrayList<>(arguments.subList(0, fixed));
    gathered.add(new ArrayList<>(arguments.subList(fixed, arguments.size())));
    return gathered;
  }

  @Override
  public CallResult callText(List<String> arguments, long mostBytes) {
    Weight weight = new Weight(mostBytes);
    arguments.forEach(weight::add);
    weight.check(() ->
        new ArgumentException(
            export.name() + ": the arguments have more than " + mostBytes + " bytes"));
    Object result = call(read(arguments));
    Weight given = new Weight(mostBytes);
    given.add(result);
    given.check(() ->
        new BindingException(export.name() + ": the result has more than " + mostBytes + " bytes"));
    return new CallResult(result, List.of());
  }

  private List<Object> read(List<String> texts) {
    GoType.Func type = function.type();
    int parameters = type.parameters().size();
    int fixed = type.variadic() ? parameters - 1 : parameters;
    if (texts.size() < fixed || (texts.size() > fixed && !type.variadic())) {
      throw new ArgumentException(
          export.declaration()
              + " takes "
              + (type.variadic() ? "at least " : "")
              + fixed
              + (fixed == 1 ? " argument, " : " arguments, ")
              + texts.size()
              + " given");
    }
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < fixed; i++) {
      values.add(read(type.parameters().get(i), texts.get(i), i));
    }
    if (type.variadic()) {
      values.add(rest(type.parameters().getLast(), texts, fixed));
    }
    return values;
  }

  /** The last ones, each as an element. */
  private Object rest(GoType type, List<String> texts, int from) {
    GoType element = ((GoType.Slice) type).element();
    List<Object> rest = new ArrayList<>();
    for (int i = from; i < texts.size(); i++) {
      rest.add(read(element, texts.get(i), i));
    }
    return ValueReader.sequence(element, rest, plugin.types());
  }

  private Object read(GoType type, String text, int index) {
    try {
      return ValueReader.read(text, type, plugin.types());
    } catch (ArgumentException unread) {
      throw new ArgumentException(
          export.name() + ", argument " + (index + 1) + ": " + unread.getMessage());
    }
  }

  @Override
  public String format(Object result) {
    List<GoType> types = function.results();
    ValueText text = new ValueText(plugin.types());
    if (types.size() == 1) {
      return text.of(result, types.getFirst());
    }
    return types.isEmpty() ? "" : text.tuple((List<?>) result, types);
  }

  @Override
  public String toString() {
    return export.declaration();
  }
}
