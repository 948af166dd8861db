package org.alfheim.internal.bind.check;

import java.lang.foreign.MemorySegment;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.alfheim.bind.BindingException;
import org.alfheim.bind.FunctionTable;
import org.alfheim.bind.In;
import org.alfheim.bind.Out;
import org.alfheim.bind.Struct;
import org.alfheim.bind.Unsigned;
import org.alfheim.internal.bind.marshal.ContractMethods;
import org.alfheim.internal.bind.marshal.FunctionPointers;
import org.alfheim.internal.bind.marshal.Handles;
import org.alfheim.types.ArrayType;
import org.alfheim.types.BoolType;
import org.alfheim.types.CType;
import org.alfheim.types.EnumType;
import org.alfheim.types.FloatingType;
import org.alfheim.types.FunctionType;
import org.alfheim.types.IncompleteType;
import org.alfheim.types.IntegerType;
import org.alfheim.types.PointerType;
import org.alfheim.types.ReferenceType;
import org.alfheim.types.StructureType;
import org.alfheim.types.StructureType.Member;
import org.alfheim.types.TypedefType;
import org.alfheim.types.UnsupportedType;
import org.alfheim.types.VoidType;

/** Whether a Java type may stand for a C type: the table of {@link org.alfheim.bind}. */
public final class JavaTypes {
  private static final Map<Class<?>, Integer> INTEGERS =
      Map.of(byte.class, 8, short.class, 16, char.class, 16, int.class, 32, long.class, 64);

  /** What is in the names of floating-point types that Java has not. */
  private static final List<String> OTHER_FLOATING =
      List.of("long double", "loat128", "loat64x", "loat16", "bf16");

  private JavaTypes() {}

  /** Whether a value that comes from C is what the Java type takes it for. */
  public static boolean fromC(Class<?> java, AnnotatedElement place, CType c) {
    if (plain(java)) {
      return plain(java, place, c);
    }
    if (structured(java)) {
      return structure(c);
    }
    if (java.isEnum()) {
      return enumeration(c);
    }
    if (java == String.class) {
      return Pointers.target(c).filter(JavaTypes::character).isPresent();
    }
    if (Handles.isHandle(java)) {
      return Pointers.target(c).filter(JavaTypes::opaque).isPresent();
    }
    if (FunctionTable.class.isAssignableFrom(java)) {
      return Pointers.target(c).filter(JavaTypes::structureBehind).isPresent();
    }
    if (FunctionPointers.isCallback(java)) {
      return Pointers.target(c)
          .map(CType::resolved)
          .filter(target -> target instanceof VoidType || target instanceof FunctionType)
          .isPresent();
    }
    return plain(java, place, c);
  }

  /** What a library may hide behind a pointer. */
  private static boolean opaque(CType target) {
    return switch (target.resolved()) {
      case VoidType _, StructureType _, IncompleteType _, UnsupportedType _ -> true;
      default -> false;
    };
  }

  /** Whether C can take what is passed for the parameter of a function. */
  static boolean toC(Parameter parameter, CType c) {
    Class<?> java = parameter.getType();
    if (plain(java)) {
      return plain(java, parameter, c);
    }
    if (structured(java)) {
      return structure(c);
    }
    if (java.isEnum()) {
      return enumeration(c);
    }
    Optional<CType> target = Pointers.target(c).map(CType::resolved);
    if (target.isEmpty()) {
      return FunctionTable.class.isAssignableFrom(java) && c.resolved() instanceof StructureType;
    }
    if (java == String.class) {
      return untyped(target.get()) || character(target.get());
    }
    if (java == String[].class) {
      return Pointers.target(target.get()).filter(JavaTypes::character).isPresent();
    }
    if (java == ByteBuffer.class) {
      return writable(parameter, c) && !(target.get() instanceof FunctionType);
    }
    if (java.isArray() && java.componentType().isRecord()) {
      return structureBehind(target.get());
    }
    if (Handles.isHandle(java)) {
      return opaque(target.get());
    }
    if (FunctionTable.class.isAssignableFrom(java)) {
      return structureBehind(target.get());
    }
    if (java.isArray()) {
      return writable(parameter, c) && elements(java.componentType(), target.get());
    }
    return untyped(target.get())
        || (target.get() instanceof FunctionType function && callback(java, function));
  }

  /** Whether C writes what Java takes as filled. */
  private static boolean writable(Parameter parameter, CType c) {
    boolean filled = parameter.isAnnotationPresent(Out.class);
    return !filled || parameter.isAnnotationPresent(In.class) || !Pointers.constant(c);
  }

  /** Whether a Java type is a structure; its members are looked at when it is bound. */
  private static boolean structured(Class<?> java) {
    return java.isRecord() || Struct.class.isAssignableFrom(java);
  }

  /** C often declares an int where constants of an enumeration are meant. */
  private static boolean enumeration(CType c) {
    return c.resolved() instanceof EnumType || c.resolved() instanceof IntegerType;
  }

  private static boolean structure(CType c) {
    return c.resolved() instanceof StructureType
        || (!(c.resolved() instanceof IntegerType)
            && Pointers.target(c).filter(JavaTypes::structureBehind).isPresent());
  }

  /** A structure, one that is only declared where the function is, or whatever one likes. */
  private static boolean structureBehind(CType target) {
    return untyped(target)
        || target.resolved() instanceof StructureType
        || target.resolved() instanceof IncompleteType;
  }

  private static boolean untyped(CType target) {
    return target.resolved() instanceof VoidType;
  }

  private static boolean character(CType target) {
    return target.resolved() instanceof IntegerType integer && integer.bits() == Byte.SIZE;
  }

  /** Whether a type needs no memory of its own. */
  private static boolean plain(Class<?> java) {
    return java.isPrimitive() || java == MemorySegment.class || java == BigInteger.class;
  }

  private static boolean plain(Class<?> java, AnnotatedElement place, CType c) {
    Unsigned unsigned = place.getAnnotation(Unsigned.class);
    if (unsigned != null) {
      return unsigned(unsigned.value(), c.resolved());
    }
    if (java == MemorySegment.class) {
      return Pointers.target(c).isPresent();
    }
    if (java == BigInteger.class) {
      return unsigned(Long.SIZE, c.resolved());
    }
    return switch (c.resolved()) {
      case BoolType _ -> java == boolean.class || java == byte.class;
      case IntegerType integer -> holds(java, integer);
      case EnumType enumeration -> holds(java, enumeration.underlying());
      case FloatingType floating ->
          java == (floating.bits() == Float.SIZE ? float.class : double.class);
      case PointerType _, ReferenceType _ -> java == long.class;
      default -> false;
    };
  }

  private static boolean holds(Class<?> java, IntegerType integer) {
    return INTEGERS.getOrDefault(java, 0) == integer.bits();
  }

  private static boolean unsigned(int bits, CType c) {
    return switch (c) {
      case IntegerType integer ->
          integer.bits() == bits && (!integer.signed() || integer.character());
      case EnumType enumeration -> enumeration.underlying().bits() == bits;
      default -> false;
    };
  }

  /** Whether the elements of an array of Java are those of one of C, of any dimension. */
  public static boolean elements(Class<?> component, ArrayType type) {
    return elements(component, type.element());
  }

  /** Whether an array of C holds text. */
  public static boolean characters(ArrayType type) {
    return character(type.element());
  }

  /** Whether the elements of an array are what lies behind a pointer. */
  private static boolean elements(Class<?> component, CType target) {
    return elements(component, target, new HashSet<>());
  }

  private static boolean elements(Class<?> component, CType target, Set<StructureType> seen) {
    return switch (target.resolved()) {
      case VoidType _ -> true;
      case UnsupportedType unsupported -> parts(component, unsupported);
      case IncompleteType _ -> component == byte.class;
      case StructureType structure -> component == byte.class || like(component, structure, seen);
      case ArrayType array -> elements(component, array.element(), seen);
      case BoolType _ -> component == byte.class;
      case IntegerType integer -> holds(component, integer);
      case EnumType enumeration -> holds(component, enumeration.underlying());
      case FloatingType floating ->
          component == (floating.bits() == Float.SIZE ? float.class : double.class);
      case PointerType _, ReferenceType _ -> component == long.class;
      case TypedefType _, FunctionType _ -> false;
    };
  }

  /**
   * Two {@code double} are a {@code double _Complex}, and two {@code long} an {@code __int128}; but
   * a floating-point type that Java has not is bytes.
   */
  private static boolean parts(Class<?> component, UnsupportedType type) {
    return component == byte.class
        || (component.isPrimitive()
            && component != boolean.class
            && OTHER_FLOATING.stream().noneMatch(type.spelling()::contains));
  }

  /** A structure of nothing else than such elements, as {@code struct timespec} is of longs. */
  private static boolean like(
      Class<?> component, StructureType structure, Set<StructureType> seen) {
    if (!seen.add(structure)) {
      return true; // It is looked at, or has been.
    }
    for (Member member : structure.members()) {
      if (member.bitWidth().isPresent() || !elements(component, member.type(), seen)) {
        return false;
      }
    }
    return true;
  }

  /** Whether C may call a Java interface as the function. */
  public static boolean callback(Class<?> java, FunctionType function) {
    Method method;
    try {
      method = ContractMethods.single(java, java.getTypeName());
    } catch (BindingException none) {
      return true; // Said elsewhere, and better.
    }
    return callback(method, function);
  }

  /** Whether C may call a method as the function. */
  public static boolean callback(Method method, FunctionType function) {
    if (Pointers.anyFunction(function)) {
      return true;
    }
    List<org.alfheim.types.Parameter> known = function.parameters();
    Parameter[] parameters = method.getParameters();
    if (parameters.length != known.size()) {
      return false;
    }
    for (int i = 0; i < parameters.length; i++) {
      if (!fromC(parameters[i].getType(), parameters[i], known.get(i).type())) {
        return false;
      }
    }
    boolean nothing = method.getReturnType() == void.class;
    return function.result().resolved() instanceof VoidType
        ? nothing
        : !nothing && returned(method, function.result());
  }

  private static boolean returned(Method method, CType result) {
    return method.getReturnType() != String.class && fromC(method.getReturnType(), method, result);
  }

  /** A Java type as it stands in an interface: {@code @Unsigned long}, {@code int[]}. */
  public static String spelling(Class<?> java, AnnotatedElement place) {
    Unsigned unsigned = place.getAnnotation(Unsigned.class);
    String prefix =
        unsigned == null
            ? ""
            : unsigned.value() == Integer.SIZE
                ? "@Unsigned "
                : "@Unsigned(" + unsigned.value() + ") ";
    boolean out = place.isAnnotationPresent(Out.class) && !place.isAnnotationPresent(In.class);
    return (out ? "@Out " : "") + prefix + java.getSimpleName();
  }
}
