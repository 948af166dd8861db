package org.alfheim.bindings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import org.alfheim.bind.Failure;
import org.alfheim.internal.btf.TypedSymbol;
import org.alfheim.types.CType;
import org.alfheim.types.EnumType;
import org.alfheim.types.FunctionType;
import org.alfheim.types.IntegerType;
import org.alfheim.types.Parameter;
import org.alfheim.types.PointerType;

/** Writes the interface of the library: a method for each function and variable. */
final class LibraryWriter {
  private static final String INDENT = "  ";
  private static final String FURTHER = "      ";

  private final Api api;
  private final TypeMapping mapping;
  private final SortedMap<String, String> left;
  private final SourceFile file;
  private final ReleasingFunctions releases;
  private final Documentation documentation;
  private final Map<String, String> names;
  private int methods;

  /**
   * Begins.
   *
   * @param left takes the symbols that can't be expressed, each with the reason
   */
  LibraryWriter(
      Api api, TypeMapping mapping, Documentation documentation, SortedMap<String, String> left) {
    this.api = api;
    this.documentation = documentation;
    this.mapping = mapping;
    this.left = left;
    this.file = new SourceFile(api);
    this.releases = new ReleasingFunctions(api, mapping);
    this.names = names(api.symbols(), api.prefix());
  }

  /** The methods' names; those that C has as well come first. */
  private static Map<String, String> names(List<TypedSymbol> symbols, String prefix) {
    Map<String, String> names = new HashMap<>();
    Set<String> taken = new HashSet<>();
    for (TypedSymbol symbol : symbols) {
      String c = symbol.name();
      if (prefix.isEmpty() && JavaNames.member(c).equals(c)) {
        names.put(c, c);
        taken.add(c);
      }
    }
    for (TypedSymbol symbol : symbols) {
      String c = symbol.name();
      if (!names.containsKey(c)) {
        String java = JavaNames.member(without(prefix, c));
        String name = taken.add(java) ? java : JavaNames.identifier(c);
        taken.add(name);
        names.put(c, name);
      }
    }
    return names;
  }

  /** A name without a prefix, if what is left can be one. */
  private static String without(String prefix, String c) {
    boolean left = c.length() > prefix.length() && Character.isLetter(c.charAt(prefix.length()));
    return left && c.startsWith(prefix) ? c.substring(prefix.length()) : c;
  }

  /** How many have been written. */
  int methods() {
    return methods;
  }

  String write() {
    file.head(
        Javadoc.of(
            "", List.of("The functions and variables of " + Javadoc.escaped(api.origin()) + ".")));
    file.head("public interface " + api.name());
    for (TypedSymbol symbol : api.symbols()) {
      try {
        file.member(
            symbol.type() instanceof FunctionType function
                ? function(symbol, function)
                : variable(symbol));
        methods++;
      } catch (InexpressibleException e) {
        left.put(symbol.name(), e.getMessage());
      }
    }
    return file.text();
  }

  private String function(TypedSymbol symbol, FunctionType function) {
    List<Parameter> parameters = new ArrayList<>(function.parameters());
    if (parameters.isEmpty() && function.variadic()) {
      throw new InexpressibleException("it is declared without a prototype");
    }
    if (function.toString().contains("__va_list_tag")) {
      throw new InexpressibleException("it takes a va_list, which no caller but C has");
    }
    List<String> annotations = new ArrayList<>();
    OptionalInt out = made(function);
    JavaType result = mapping.result(function.result(), symbol.name() + "_result");
    boolean handle = TypeMapping.target(function.result()).flatMap(mapping::handle).isPresent();
    if (out.isPresent()) {
      PointerType written = (PointerType) parameters.remove(out.getAsInt()).type().resolved();
      result = mapping.result(written.target(), symbol.name() + "_result");
      annotations.add(
          out.getAsInt() == parameters.size()
              ? "OutResult"
              : "OutResult(" + (out.getAsInt() + 1) + ")");
      annotations.add(check());
    } else if (handle) {
      annotations.add("Nullable");
    }
    releases.of(symbol.name()).ifPresent(annotations::add);
    for (int i = 0; i < parameters.size(); i++) {
      if (TypeMapping.isVariadic(parameters.get(i).type())) {
        String name = parameters.get(i).name();
        String parameter = name.isEmpty() ? "parameter " + (i + 1) : name;
        left.put(symbol.name() + ", " + parameter, CallableTypes.NO_REST);
      }
    }
    ParameterList list = new ParameterList(mapping, file);
    List<String> java = list.ofFunction(symbol.name(), function.result(), parameters);
    if (function.variadic()) {
      list.more();
    }
    return method(symbol, annotations, result, java);
  }

  private String check() {
    Failure failure = api.failure().orElseThrow();
    if (failure == Failure.NON_ZERO) {
      return "Check";
    }
    file.bind("Failure");
    return "Check(failure = Failure." + failure + ")";
  }

  /** Where a function that returns a status writes the one handle that it makes. */
  private OptionalInt made(FunctionType function) {
    OptionalInt found = OptionalInt.empty();
    boolean status =
        switch (function.result().resolved()) {
          case IntegerType integer -> integer.bits() == Integer.SIZE && integer.signed();
          case EnumType _ -> true;
          default -> false;
        };
    if (api.failure().isEmpty() || !status || function.variadic()) {
      return found;
    }
    for (int i = 0; i < function.parameters().size(); i++) {
      CType type = function.parameters().get(i).type().resolved();
      if (type instanceof PointerType pointer
          && !pointer.constant()
          && pointer.target().resolved() instanceof PointerType written
          && !written.constant()
          && TypeMapping.target(pointer.target()).flatMap(mapping::handle).isPresent()) {
        if (found.isPresent()) {
          return OptionalInt.empty();
        }
        found = OptionalInt.of(i);
      }
    }
    return found;
  }

  private String variable(TypedSymbol symbol) {
    return method(symbol, List.of("Global"), mapping.variable(symbol.type()), List.of());
  }

  private String method(
      TypedSymbol symbol, List<String> annotations, JavaType result, List<String> parameters) {
    StringBuilder out = new StringBuilder(Javadoc.of(INDENT, paragraphs(symbol)));
    String name = names.get(symbol.name());
    if (!name.equals(symbol.name())) {
      file.bind("Name");
      out.append(INDENT).append("@Name(").append(JavaNames.literal(symbol.name())).append(")\n");
    }
    for (String annotation : annotations) {
      file.bind(annotation.replaceFirst("\\(.*", ""));
      out.append(INDENT).append('@').append(annotation).append('\n');
    }
    file.use(result);
    if (!result.annotation().isEmpty()) {
      out.append(INDENT).append(result.annotation()).append('\n');
    }
    return out.append(
            SourceFile.list(INDENT + result.name() + " " + name, parameters, FURTHER, ";"))
        .append('\n')
        .toString();
  }

  private List<String> paragraphs(TypedSymbol symbol) {
    return documentation.ofSymbol(
        symbol.position(), "{@code " + symbol.type().declare(symbol.name()) + "}");
  }
}
