package org.alfheim.bindings;

import java.util.Set;
import java.util.TreeSet;
import org.alfheim.internal.go.call.NamedTypes;
import org.alfheim.types.GoType;

/** Which type of Java stands for one of Go: the table of {@link org.alfheim.go}. */
final class GoTypeMapping {
  private static final String GO = "org.alfheim.go.";
  private static final JavaType OBJECT = ofGo("GoObject");

  private final GoPluginApi api;
  private final GoDeclarations declarations;

  GoTypeMapping(GoPluginApi api, GoDeclarations declarations) {
    this.api = api;
    this.declarations = declarations;
  }

  GoDeclarations declarations() {
    return declarations;
  }

  private static JavaType ofGo(String simple) {
    return new JavaType("", simple, Set.of(GO + simple));
  }

  /**
   * A parameter of what Go has: a context is one of Java's there.
   *
   * @param place what a type is called that has no name in Go
   */
  JavaType parameter(GoType go, String place) {
    return NamedTypes.isContext(go) ? ofGo("GoContext") : of(go, place);
  }

  /**
   * A parameter of a function as a value, which either side may call: so a context is one of
   * Java's, or one of Go's.
   *
   * @param place what a type is called that has no name in Go
   */
  JavaType ofEither(GoType go, String place) {
    return NamedTypes.isContext(go) ? JavaType.plain("Object") : of(go, place);
  }

  /** What the rest of the arguments is: {@code T...}, or a list where Java has no such arrays. */
  JavaType rest(GoType.Slice go, String place) {
    JavaType array = of(go, place);
    if (array.name().endsWith("[]")) {
      String name = array.name().substring(0, array.name().length() - 2) + "...";
      return new JavaType("", name, array.imports());
    }
    JavaType element = boxed(go.element(), place);
    return element.name().contains("<")
        ? array
        : new JavaType("", element.name() + "...", element.imports());
  }

  /** A type anywhere. */
  JavaType of(GoType go, String place) {
    return of(go, place, false);
  }

  private JavaType boxed(GoType go, String place) {
    return of(go, place, true);
  }

  private JavaType of(GoType go, String place, boolean boxed) {
    if (NamedTypes.isError(go)) {
      return ofGo("GoError");
    } else if (NamedTypes.isContext(go)) {
      return OBJECT;
    }
    return switch (api.types().behind(go)) {
      case GoType.Basic(String name) -> basic(name, boxed);
      case GoType.Slice(GoType element) -> sequence(element, place, boxed);
      case GoType.Array(long _, GoType element) -> sequence(element, place, boxed);
      case GoType.Dictionary(GoType key, GoType value) -> map(key, value, place);
      case GoType.Struct struct -> JavaType.plain(declarations.value(go, struct, place));
      case GoType.Pointer(GoType.Named target) when api.isOwn(target) ->
          JavaType.plain(declarations.reference(api.types().behind(go), target, true));
      case GoType.Pointer _ -> OBJECT;
      case GoType.Interface(var methods) -> contract(go, methods.isEmpty());
      case GoType.Channel(GoType.Direction _, GoType element) ->
          generic("GoChannel", GO, boxed(element, place + "Element"));
      case GoType.Func func -> JavaType.plain(declarations.callable(go, func, place));
      case GoType.Named unknown -> throw new InexpressibleException(unknown.text());
      case GoType.Opaque unknown -> throw new InexpressibleException(unknown.text());
    };
  }

  private JavaType contract(GoType go, boolean any) {
    if (any) {
      return JavaType.plain("Object");
    }
    return go instanceof GoType.Named name && api.isOwn(name)
        ? JavaType.plain(declarations.reference(go, name, false))
        : OBJECT;
  }

  /** Numbers and truth values are an array, others a list; so are those within others. */
  private JavaType sequence(GoType element, String place, boolean within) {
    boolean plain =
        api.types().behind(element) instanceof GoType.Basic(String name)
            && !name.equals("string")
            && !name.startsWith("complex");
    boolean bytes = element(element).equals("uint8");
    if (plain && (!within || bytes)) {
      return JavaType.plain((bytes ? "byte" : of(element, place).name()) + "[]");
    }
    return generic("List", "java.util.", boxed(element, place + "Element"));
  }

  private String element(GoType type) {
    return api.types().behind(type).text();
  }

  private JavaType map(GoType key, GoType value, String place) {
    JavaType of = boxed(key, place + "Key");
    // An array is equal to no other of the same bytes.
    JavaType keys =
        of.name().equals("byte[]") ? generic("List", "java.util.", JavaType.plain("Short")) : of;
    return generic("Map", "java.util.", keys, boxed(value, place + "Value"));
  }

  private static JavaType generic(String simple, String from, JavaType... arguments) {
    Set<String> imports = new TreeSet<>(Set.of(from + simple));
    StringBuilder name = new StringBuilder(simple).append('<');
    for (int i = 0; i < arguments.length; i++) {
      name.append(i == 0 ? "" : ", ").append(arguments[i].name());
      imports.addAll(arguments[i].imports());
    }
    return new JavaType("", name.append('>').toString(), imports);
  }

  /** An unsigned integer of up to 32 bits is a wider one, one of 64 has the same bits. */
  private static JavaType basic(String name, boolean boxed) {
    return switch (name) {
      case "bool" -> JavaType.plain(boxed ? "Boolean" : "boolean");
      case "int8" -> JavaType.plain(boxed ? "Byte" : "byte");
      case "int16", "uint8" -> JavaType.plain(boxed ? "Short" : "short");
      case "int32", "uint16" -> JavaType.plain(boxed ? "Integer" : "int");
      case "float32" -> JavaType.plain(boxed ? "Float" : "float");
      case "float64" -> JavaType.plain(boxed ? "Double" : "double");
      case "string" -> JavaType.STRING;
      case "complex64", "complex128" -> ofGo("GoComplex");
      default -> JavaType.plain(boxed ? "Long" : "long");
    };
  }
}
