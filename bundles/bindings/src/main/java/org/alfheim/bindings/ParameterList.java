package org.alfheim.bindings;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.alfheim.types.CType;
import org.alfheim.types.FunctionType;
import org.alfheim.types.IntegerType;
import org.alfheim.types.Parameter;
import org.alfheim.types.PointerType;
import org.alfheim.types.VoidType;

/** The parameters of a function in Java. */
final class ParameterList {
  private static final Pattern LENGTH =
      Pattern.compile("n|(.*[a-z_])?(len|length|size|count|cnt)", Pattern.CASE_INSENSITIVE);

  /** Names of which a word is "set": {@code yaml_parser_set_input_string}, {@code setInput}. */
  private static final Pattern SETS =
      Pattern.compile("(.*_)?(?i:set)(_.*)?|set[A-Z].*|.*[a-z0-9]Set[A-Z].*");

  private static final Pattern FREES = Pattern.compile("(?i)(.*_)?(free|release)(_.*)?");

  private final TypeMapping mapping;
  private final SourceFile file;
  private final Set<String> taken = new HashSet<>();
  private final List<String> list = new ArrayList<>();

  ParameterList(TypeMapping mapping, SourceFile file) {
    this.mapping = mapping;
    this.file = file;
  }

  /** How a parameter of Java is written: {@code @In byte[] data}. */
  private String add(JavaType type, String c) {
    String name = c.isEmpty() ? unnamed(type) : JavaNames.member(c);
    String unique = name;
    for (int i = 2; !taken.add(unique); i++) {
      unique = name + i;
    }
    list.add(file.use(type) + " " + unique);
    return unique;
  }

  /** A parameter that has no name in C is called after its type. */
  private static String unnamed(JavaType type) {
    return switch (type.name()) {
      case "String" -> "text";
      case "MemorySegment" -> "pointer";
      case String name when name.endsWith("Callback") || name.matches(".*Callback\\d+") ->
          "callback";
      default ->
          Character.isUpperCase(type.name().charAt(0)) ? JavaNames.member(type.name()) : "value";
    };
  }

  /**
   * The parameters of a function.
   *
   * @param function its name in C
   * @param result what it gives in C
   * @param left the parameters that Java has
   */
  List<String> ofFunction(String function, CType result, List<Parameter> left) {
    boolean handles = false;
    boolean keeps = result.resolved() instanceof VoidType && SETS.matcher(function).matches();
    for (int i = 0; i < left.size(); i++) {
      Parameter parameter = left.get(i);
      if (isFreed(left, i) || frees(left, i) || isGivenBack(function, left)) {
        add(JavaType.SEGMENT, parameter.name());
        continue;
      }
      if (i + 1 < left.size() && array(parameter, left.get(i + 1), keeps)) {
        i++;
        continue;
      }
      JavaType type = mapping.parameter(parameter.type(), function + "_" + place(parameter, i));
      boolean handle = TypeMapping.target(parameter.type()).flatMap(mapping::handle).isPresent();
      // Of a function's first handle it is plain that there has to be one.
      add(handle && handles ? type.with("Nullable") : type, parameter.name());
      handles |= handle;
    }
    return list;
  }

  /**
   * Whether a parameter is what frees data that the function keeps, and not what it calls back, of
   * which the data follow. C has special values for it (SQLITE_TRANSIENT), and functions of its
   * own.
   */
  private static boolean frees(List<Parameter> all, int index) {
    return index < all.size()
        && StructureNames.innermost(all.get(index).type()).isEmpty()
        && TypeMapping.target(all.get(index).type()).map(CType::resolved).orElse(null)
            instanceof FunctionType function
        && function.result().resolved() instanceof VoidType
        && function.parameters().size() == 1
        && untyped(function.parameters().getFirst())
        && (index + 1 == all.size() || !untyped(all.get(index + 1)));
  }

  private static boolean untyped(Parameter parameter) {
    return parameter.type().resolved() instanceof PointerType pointer
        && pointer.target().resolved() instanceof VoidType;
  }

  /** Whether a function takes nothing but text that is not the caller's: a copy can't be freed. */
  private static boolean isGivenBack(String function, List<Parameter> all) {
    return all.size() == 1
        && FREES.matcher(function).matches()
        && all.getFirst().type().resolved() instanceof PointerType pointer
        && pointer.target().resolved() instanceof IntegerType;
  }

  /** Whether a parameter is data that the function keeps: a copy for the call would be gone. */
  private static boolean isFreed(List<Parameter> all, int index) {
    return all.get(index).type().resolved() instanceof PointerType pointer
        && pointer.target().resolved() instanceof IntegerType
        && (frees(all, index + 1) || (frees(all, index + 2) && number(all.get(index + 1).type())));
  }

  /**
   * What a function pointer is called that has no type with a name: its parameter, or its place.
   */
  private static String place(Parameter parameter, int index) {
    if (parameter.name().isEmpty()) {
      return "callback" + (index + 1);
    }
    boolean said = parameter.name().toLowerCase(Locale.ROOT).endsWith("callback");
    return parameter.name() + (said ? "" : "_callback");
  }

  /**
   * Adds an array and its length, if that is what two parameters are.
   *
   * @param keeps whether the function may keep it: one that sets something and can't fail has made
   *     no copy, as a rule
   */
  private boolean array(Parameter data, Parameter length, boolean keeps) {
    if (!(data.type().resolved() instanceof PointerType pointer)
        || !(pointer.target().resolved() instanceof IntegerType bytes)
        || bytes.bits() != Byte.SIZE
        || bytes.character()
        || data.name().isEmpty()) {
      return false;
    }
    JavaType array = JavaType.plain("byte[]");
    if (pointer.constant() && number(length.type()) && LENGTH.matcher(length.name()).matches()) {
      String name = add(keeps ? JavaType.SEGMENT : array.with("In"), data.name());
      add(mapping.scalar(length.type()).with("LengthOf(\"" + name + "\")"), length.name());
      return true;
    }
    // compress(Bytef *dest, uLongf *destLen, …): there and back.
    Optional<IntegerType> cell = cell(length.type());
    if (!pointer.constant() && cell.isPresent() && lengthOf(data.name(), length.name())) {
      String name = add(array, data.name());
      JavaType there = JavaType.plain(TypeMapping.whole(cell.get()) + "[]");
      add(there.with("LengthOf(\"" + name + "\")"), length.name());
      return true;
    }
    return false;
  }

  private static boolean number(CType type) {
    return TypeMapping.integer(type)
        && type.resolved() instanceof IntegerType integer
        && integer.bits() >= Integer.SIZE;
  }

  private static Optional<IntegerType> cell(CType type) {
    return type.resolved() instanceof PointerType pointer
            && !pointer.constant()
            && pointer.target().resolved() instanceof IntegerType integer
            && integer.bits() >= Integer.SIZE
        ? Optional.of(integer)
        : Optional.empty();
  }

  private static boolean lengthOf(String data, String length) {
    String rest = length.toLowerCase(Locale.ROOT).replace("_", "");
    String name = data.toLowerCase(Locale.ROOT).replace("_", "");
    return Set.of(name + "len", name + "length", name + "size").contains(rest);
  }

  /**
   * The parameters of a callback.
   *
   * @param callback its name
   */
  List<String> ofCallback(String callback, List<Parameter> given) {
    for (int i = 0; i < given.size(); i++) {
      Parameter each = given.get(i);
      add(mapping.given(each.type(), callback + "_" + place(each, i)), each.name());
    }
    return list;
  }

  /** Adds what stands for all of {@code ...}. */
  void more() {
    add(JavaType.plain("Object...").with("Variadic"), "more");
  }
}
