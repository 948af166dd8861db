package org.alfheim.bindings;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.alfheim.internal.go.call.NamedTypes;
import org.alfheim.types.GoType;

/** Writes functions of Go as methods. */
final class GoMethods {
  private static final String INDENT = "  ";
  private static final String FURTHER = "      ";

  private final GoPluginApi api;
  private final GoTypeMapping mapping;

  GoMethods(GoPluginApi api, GoTypeMapping mapping) {
    this.api = api;
    this.mapping = mapping;
  }

  /** Text of Go, in a comment. */
  static String code(String text) {
    // Tags of fields may have any text in them.
    return text.contains("\"") || text.contains("`")
        ? "<code>" + Javadoc.escaped(text) + "</code>"
        : "{@code " + text + "}";
  }

  /**
   * A method that Java calls.
   *
   * @param of what it is a method of, where that is no plugin; may be empty
   */
  String method(SourceFile file, String go, String java, String of, GoType.Func func) {
    GoExpressibility.check(func, api.types());
    return Javadoc.of(INDENT, List.of(code(func.declare(go))))
        + named(file, go, java)
        + declared(file, func, of + go, java, true);
  }

  /** The method of a functional interface, which either side may call. */
  String called(SourceFile file, String of, GoType.Func func) {
    GoExpressibility.check(func, api.types());
    return declared(file, func, of, "call", false);
  }

  private static String named(SourceFile file, String go, String java) {
    if (java.equals(go)) {
      return "";
    }
    file.bind("Name");
    return INDENT + "@Name(" + JavaNames.literal(go) + ")\n";
  }

  private String declared(
      SourceFile file, GoType.Func func, String place, String java, boolean byJava) {
    List<String> parameters = parameters(file, func, GoNames.capitalised(place), byJava);
    String result = result(func, place, file);
    return SourceFile.list(INDENT + result + " " + java, parameters, FURTHER, ";") + "\n";
  }

  private List<String> parameters(SourceFile file, GoType.Func func, String place, boolean byJava) {
    List<String> list = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (int i = 0; i < func.parameters().size(); i++) {
      GoType go = func.parameters().get(i);
      boolean rest = byJava && func.variadic() && i == func.parameters().size() - 1;
      JavaType type;
      if (rest && go instanceof GoType.Slice slice) {
        type = mapping.rest(slice, place);
      } else {
        type = byJava ? mapping.parameter(go, place) : mapping.ofEither(go, place);
      }
      String name = name(type.name());
      String unique = name;
      for (int n = 2; !taken.add(unique); n++) {
        unique = name + n;
      }
      list.add(file.use(type) + " " + unique);
    }
    return list;
  }

  /** Go's tables have no names of parameters: each is called after its type. */
  private static String name(String type) {
    if (type.startsWith("List<") || type.endsWith("[]") || type.endsWith("...")) {
      return "values";
    } else if (type.startsWith("Map<")) {
      return "map";
    } else if (type.startsWith("GoChannel<")) {
      return "channel";
    }
    return switch (type) {
      case "String" -> "text";
      case "GoContext" -> "context";
      case "GoError" -> "error";
      case "GoComplex" -> "number";
      case "GoObject", "Object" -> "object";
      default -> Character.isUpperCase(type.charAt(0)) ? GoNames.member(type) : "value";
    };
  }

  private String result(GoType.Func func, String place, SourceFile file) {
    List<GoType> given = func.results();
    boolean thrown = !given.isEmpty() && NamedTypes.isError(given.getLast());
    if (thrown && !looksLikeAll(given)) {
      given = given.subList(0, given.size() - 1);
    }
    return switch (given.size()) {
      case 0 -> "void";
      case 1 -> file.use(mapping.of(given.getFirst(), GoNames.capitalised(place) + "Result"));
      default -> mapping.declarations().results(place, given);
    };
  }

  /** Whether the one result before the error would be taken for a record of both. */
  private boolean looksLikeAll(List<GoType> given) {
    if (given.size() != 2
        || !(api.types().behind(given.getFirst()) instanceof GoType.Struct struct)) {
      return false;
    }
    List<GoType.Field> fields = GoExpressibility.exported(struct);
    return fields.size() == 2 && NamedTypes.isError(fields.getLast().type());
  }

  /** Reads a variable, and writes it. */
  String variable(SourceFile file, String go, String java, GoType type) {
    GoExpressibility.check(type, api.types());
    file.bind("Global");
    String place = GoNames.capitalised(go);
    String spelled = file.use(mapping.of(type, place));
    String annotations = INDENT + "@Global\n" + named(file, go, java);
    String declared = code(new GoType.Pointer(type).declare(go));
    return Javadoc.of(INDENT, List.of(declared))
        + annotations
        + SourceFile.list(INDENT + spelled + " " + java, List.of(), FURTHER, ";")
        + "\n\n"
        + Javadoc.of(INDENT, List.of(declared))
        + annotations
        + SourceFile.list(INDENT + "void " + java, List.of(spelled + " value"), FURTHER, ";")
        + "\n";
  }
}
