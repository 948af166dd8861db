package org.alfheim.bindings;

import java.util.Optional;
import java.util.Set;
import org.alfheim.types.ArrayType;
import org.alfheim.types.BoolType;
import org.alfheim.types.CType;
import org.alfheim.types.EnumType;
import org.alfheim.types.FloatingType;
import org.alfheim.types.FunctionType;
import org.alfheim.types.IncompleteType;
import org.alfheim.types.IntegerType;
import org.alfheim.types.ObjectType;
import org.alfheim.types.PointerType;
import org.alfheim.types.ReferenceType;
import org.alfheim.types.StructureType;
import org.alfheim.types.TypedefType;
import org.alfheim.types.UnsupportedType;
import org.alfheim.types.VoidType;

/** Which type of Java stands for one of C: the table of {@link org.alfheim.bind}. */
final class TypeMapping {
  /** Whole structures that only the C library knows from within. */
  private static final Set<String> OPAQUE = Set.of("struct _IO_FILE");

  private static final String VARIABLE_ARGUMENTS = "__va_list_tag";

  private final StructureNames names;
  private final Declarations declarations;
  private final CallableTypes callable;

  TypeMapping(StructureNames names, Declarations declarations) {
    this.names = names;
    this.declarations = declarations;
    this.callable = new CallableTypes(names);
  }

  Declarations declarations() {
    return declarations;
  }

  /**
   * A parameter of a function.
   *
   * @param place what a callback is called that has no name of its own
   */
  JavaType parameter(CType type, String place) {
    if (type.resolved() instanceof StructureType structure) {
      return value(type, structure);
    }
    Optional<CType> target = target(type);
    if (target.isEmpty()) {
      return number(type);
    }
    Optional<JavaType> called =
        (isVariadic(type) ? Optional.<JavaType>empty() : functionPointer(type, place))
            .or(() -> table(type))
            .map(each -> each.with("Retained"));
    return called.orElseGet(() -> pointer(type, target.get()));
  }

  /** A pointer that is no function pointer. */
  private JavaType pointer(CType type, CType target) {
    return string(type) ? JavaType.STRING : behind(target).orElse(JavaType.SEGMENT);
  }

  /**
   * The result of a function, and what it writes where a parameter points.
   *
   * @param place what a function pointer is called that has no name of its own
   */
  JavaType result(CType type, String place) {
    if (type.resolved() instanceof VoidType) {
      return JavaType.VOID;
    }
    if (type.resolved() instanceof StructureType structure) {
      return value(type, structure);
    }
    Optional<CType> target = target(type);
    if (target.isEmpty()) {
      return number(type);
    }
    return called(type, place).orElseGet(() -> pointer(type, target.get()));
  }

  /** What is called through a pointer: one function, or those of a table. */
  private Optional<JavaType> called(CType type, String place) {
    return functionPointer(type, place).or(() -> table(type));
  }

  /** Whether what a pointer leads to is called with {@code ...}, as Java can't be. */
  static boolean isVariadic(CType pointer) {
    return target(pointer).map(CType::resolved).orElse(null) instanceof FunctionType function
        && function.variadic();
  }

  private Optional<JavaType> functionPointer(CType type, String place) {
    return target(type).map(CType::resolved).orElse(null) instanceof FunctionType function
        ? callback(type, function, place)
        : Optional.empty();
  }

  /**
   * A pointer to a structure of function pointers. Where C could write to it, it is a view: what C
   * writes there would be lost.
   */
  private Optional<JavaType> table(CType type) {
    return type.resolved() instanceof PointerType(CType target, boolean constant)
            && constant
            && target.resolved() instanceof StructureType structure
            && callable.isTable(structure)
        ? names.of(target).map(c -> JavaType.plain(declarations.table(c, structure)))
        : Optional.empty();
  }

  /** Whether a type of Java calls what a pointer leads to. */
  boolean isCalled(CType pointer, JavaType java) {
    return !java.equals(JavaType.SEGMENT)
        && (target(pointer).map(CType::resolved).orElse(null) instanceof FunctionType
            || table(pointer).filter(java::equals).isPresent());
  }

  /** What a pointer to something opaque, or to a structure, is. */
  private Optional<JavaType> behind(CType target) {
    return handle(target).or(() -> view(target));
  }

  /** The handle that a pointer is, if what it leads to is opaque. */
  Optional<JavaType> handle(CType target) {
    CType there = target.resolved();
    boolean opaque =
        there instanceof IncompleteType
            || (there instanceof StructureType structure && OPAQUE.contains(structure.name()));
    Optional<String> name =
        there instanceof VoidType
            ? StructureNames.innermost(target)
            : opaque ? names.of(target) : Optional.empty();
    return name.map(c -> JavaType.plain(declarations.handle(c)));
  }

  private Optional<JavaType> view(CType target) {
    return target.resolved() instanceof StructureType structure
            && structure.kind() != StructureType.Kind.CLASS
            && !structure.name().contains(VARIABLE_ARGUMENTS)
        ? names.of(target).map(c -> JavaType.plain(declarations.view(c, structure)))
        : Optional.empty();
  }

  private JavaType value(CType type, StructureType structure) {
    String c =
        names
            .of(type)
            .orElseThrow(() -> new InexpressibleException("a structure without a name by value"));
    if (structure.kind() != StructureType.Kind.STRUCT || structure.layout().isEmpty()) {
      throw new InexpressibleException(c + " by value can't be passed");
    }
    structure.members().forEach(each -> component(each, c));
    return JavaType.plain(declarations.value(c, structure));
  }

  /** A member of a structure that is copied. */
  JavaType component(StructureType.Member member, String c) {
    CType type = member.type();
    if (member.name().isEmpty()) {
      throw new InexpressibleException(c + " by value has members without a name");
    }
    if (member.bitWidth().isPresent()) {
      return bits(member);
    }
    if (type.resolved() instanceof StructureType inner) {
      return value(type, inner);
    }
    if (type.resolved() instanceof ArrayType array) {
      return elements(array)
          .orElseThrow(
              () -> new InexpressibleException(c + " by value has an array of " + array.element()));
    }
    return target(type).isPresent() ? JavaType.SEGMENT : number(type);
  }

  /** A function pointer as an interface; empty if C may pass what Java can't take. */
  private Optional<JavaType> callback(CType type, FunctionType function, String place) {
    if (!callable.isCalled(function)) {
      return Optional.empty();
    }
    String name =
        StructureNames.innermost(type)
            .or(() ->
                type.resolved() instanceof PointerType pointer
                    ? StructureNames.innermost(pointer.target())
                    : Optional.empty())
            .orElse(place);
    return Optional.of(JavaType.plain(declarations.callback(name, function)));
  }

  /**
   * What a callback is given.
   *
   * @param place what a function pointer is called that has no name of its own
   */
  JavaType given(CType type, String place) {
    if (type.resolved() instanceof StructureType structure) {
      return value(type, structure);
    }
    Optional<CType> target = target(type);
    if (target.isEmpty()) {
      return number(type);
    }
    if (string(type)) {
      return JavaType.STRING;
    }
    return called(type, place)
        .or(() -> handle(target.get()).map(each -> each.with("Nullable")))
        .or(() -> view(target.get()))
        .orElse(JavaType.SEGMENT);
  }

  /** What a callback returns. */
  JavaType returned(CType type) {
    if (type.resolved() instanceof VoidType) {
      return JavaType.VOID;
    }
    if (type.resolved() instanceof StructureType structure) {
      return value(type, structure);
    }
    Optional<CType> target = target(type);
    return target.isEmpty()
        ? number(type)
        : handle(target.get())
            .map(each -> each.with("Nullable"))
            .or(() -> view(target.get()))
            .orElse(JavaType.SEGMENT);
  }

  /** A variable, as it is read. */
  JavaType variable(CType type) {
    return switch (type.resolved()) {
      case ArrayType _, StructureType _, UnsupportedType _ -> JavaType.SEGMENT;
      default ->
          string(type)
              ? JavaType.STRING
              : target(type).isPresent() ? JavaType.plain("long") : scalar(type);
    };
  }

  /**
   * A member of a view, as it is read.
   *
   * @param outer the view's name
   */
  JavaType member(StructureType.Member member, String outer) {
    CType type = member.type();
    if (member.bitWidth().isPresent()) {
      return bits(member);
    }
    if (type.resolved() instanceof StructureType structure) {
      return view(type)
          .orElseGet(() -> JavaType.plain(declarations.inner(outer, member.name(), structure)));
    }
    if (type.resolved() instanceof ArrayType array) {
      if (array.size().isEmpty()) {
        throw new InexpressibleException("its length is not known to C; memory() has it");
      }
      boolean text = array.element().resolved() instanceof IntegerType each && each.character();
      return text ? JavaType.STRING : elements(array).orElse(JavaType.SEGMENT);
    }
    Optional<CType> target = target(type);
    if (target.isEmpty()) {
      return number(type);
    }
    return string(type)
        ? JavaType.STRING
        : called(type, outer + "_" + member.name())
            .or(() -> view(target.get()))
            .orElse(JavaType.SEGMENT);
  }

  private static JavaType bits(StructureType.Member field) {
    int width = field.bitWidth().orElseThrow();
    if (field.type().resolved() instanceof BoolType && width == 1) {
      return JavaType.plain("boolean");
    }
    boolean signed = field.type().resolved() instanceof IntegerType integer && integer.signed();
    return JavaType.plain(
        width < Integer.SIZE || (signed && width == Integer.SIZE) ? "int" : "long");
  }

  /** An array of numbers, of any dimension. */
  private static Optional<JavaType> elements(ArrayType array) {
    ObjectType element = array.element();
    while (element.resolved() instanceof ArrayType inner) {
      element = inner.element();
    }
    return switch (element.resolved()) {
      case IntegerType integer -> Optional.of(JavaType.plain(whole(integer) + "[]"));
      case FloatingType floating -> Optional.of(JavaType.plain(real(floating) + "[]"));
      default -> Optional.empty();
    };
  }

  /** A number, or one of an enumeration. */
  private JavaType number(CType type) {
    return enumeration(type).orElseGet(() -> scalar(type));
  }

  /** The enumeration that a type is; empty for flags, a very large one, and one without a name. */
  private Optional<JavaType> enumeration(CType type) {
    return type.resolved() instanceof EnumType enumeration
            && !enumeration.enumerators().isEmpty()
            && EnumWriter.fits(enumeration)
        ? names
            .of(type)
            .filter(c -> !FlagSets.is(enumeration, c))
            .map(c -> JavaType.plain(declarations.enumeration(c, enumeration)))
        : Optional.empty();
  }

  /** A number. */
  JavaType scalar(CType type) {
    return switch (type.resolved()) {
      case BoolType _ -> JavaType.plain("boolean");
      case IntegerType integer -> integer(integer);
      case EnumType enumeration -> JavaType.plain(whole(enumeration.underlying()));
      case FloatingType floating -> JavaType.plain(real(floating));
      case UnsupportedType unsupported ->
          throw new InexpressibleException(unsupported + " has no counterpart in Java");
      default -> throw new InexpressibleException(type + " has no counterpart in Java");
    };
  }

  /** Wider in Java where C has no sign, so that no value looks negative. */
  private static JavaType integer(IntegerType integer) {
    if (integer.signed() || integer.character() || integer.bits() == Long.SIZE) {
      return JavaType.plain(whole(integer));
    }
    return switch (integer.bits()) {
      case Integer.SIZE -> JavaType.plain("long").with("Unsigned");
      default -> JavaType.plain("int").with("Unsigned(" + integer.bits() + ")");
    };
  }

  /** The primitive type of as many bits. */
  static String whole(IntegerType integer) {
    return switch (integer.bits()) {
      case Byte.SIZE -> "byte";
      case Short.SIZE -> "short";
      case Integer.SIZE -> "int";
      default -> "long";
    };
  }

  private static String real(FloatingType floating) {
    return floating.bits() == Float.SIZE ? "float" : "double";
  }

  private static boolean string(CType type) {
    return type.resolved() instanceof PointerType pointer
        && pointer.constant()
        && (pointer.string() || characters(pointer.target()));
  }

  /** Bytes that are called after characters: {@code xmlChar}, which is text in UTF-8. */
  private static boolean characters(CType type) {
    return type instanceof TypedefType(String name, CType target)
        && name.matches(".*[a-z]Char")
        && target.resolved() instanceof IntegerType integer
        && integer.bits() == Byte.SIZE;
  }

  /** What a pointer leads to. */
  static Optional<CType> target(CType type) {
    return switch (type.resolved()) {
      case PointerType pointer -> Optional.of(pointer.target());
      case ReferenceType reference -> throw new InexpressibleException(reference + " is of C++");
      default -> Optional.empty();
    };
  }

  /** Whether a type is the name of an integer that no header has made an address of. */
  static boolean integer(CType type) {
    return type.resolved() instanceof IntegerType
        && !(type instanceof TypedefType(String name, CType _) && name.endsWith("ptr_t"));
  }
}
