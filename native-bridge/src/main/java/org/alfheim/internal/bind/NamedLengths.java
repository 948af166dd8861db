package org.alfheim.internal.bind;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.alfheim.bind.LengthOf;
import org.alfheim.bind.TypeCheck;
import org.alfheim.internal.bind.marshal.LengthGuard;
import org.alfheim.types.CType;
import org.alfheim.types.FunctionType;
import org.alfheim.types.IntegerType;
import org.alfheim.types.PointerType;
import org.alfheim.types.TypedefType;
import org.alfheim.types.VoidType;

/**
 * Arrays of bytes whose length C's own names say beyond doubt, where no annotation does: {@code
 * source, sourceLen}; or {@code buf, len}, if the function takes no other bytes. Text is none of
 * them, since its length may be that of a part, or none; nor are elements of more bytes, which
 * nobody knows the unit of.
 */
final class NamedLengths {
  private static final Set<String> ENDINGS = Set.of("len", "length", "size", "sz", "bytes");

  private static final Set<String> LENGTHS = Set.of("len", "length", "size", "n", "num", "count");

  /** Data that has no name of its own: {@code chunk_name, length} may be two things. */
  private static final Set<String> DATA =
      Set.of(
          "buf", "buffer", "data", "bytes", "ptr", "memory", "mem", "p", "s", "z", "in", "out",
          "src", "source", "dest", "dst", "value", "val");

  private NamedLengths() {}

  /**
   * The guards of a method, besides those of annotations.
   *
   * @param c what its function is known as
   */
  static List<LengthGuard> of(Method method, FunctionType c) {
    List<LengthGuard> guards = new ArrayList<>();
    Class<?>[] types = method.getParameterTypes();
    for (int i = 0; i + 1 < types.length; i++) {
      if (types[i] == byte[].class && is(method, c, i)) {
        org.alfheim.types.Parameter length = c.parameters().get(i + 1);
        boolean signed = ((IntegerType) length.type().resolved()).signed();
        String because =
            ", since C calls it '"
                + length.name()
                + "' behind '"
                + c.parameters().get(i).name()
                + "' (@LengthOf says another, @TypeCheck(WAIVED) none)";
        guards.add(LengthGuard.asNamed(method, i, i + 1, signed, because));
      }
    }
    return guards;
  }

  /** Whether the length of a parameter that is an array is known so. */
  static boolean is(Method method, FunctionType c, int array) {
    Class<?>[] types = method.getParameterTypes();
    if (c.parameters().size() != types.length
        || types[array] != byte[].class
        || (types[array + 1] != int.class && types[array + 1] != long.class)) {
      return false;
    }
    return saysLength(c, array) && !isAnnotated(method, array) && !isWaived(method);
  }

  /** Whether C's names say that a parameter is followed by its length. */
  static boolean saysLength(FunctionType c, int array) {
    List<org.alfheim.types.Parameter> parameters = c.parameters();
    org.alfheim.types.Parameter data = parameters.get(array);
    org.alfheim.types.Parameter length = parameters.get(array + 1);
    if (!octets(data.type())
        || !(length.type().resolved() instanceof IntegerType integer)
        || integer.bits() < Integer.SIZE) {
      return false;
    }
    String name = letters(length.name());
    String start = letters(data.name());
    boolean pair =
        !start.isEmpty()
            && name.startsWith(start)
            && ENDINGS.contains(name.substring(start.length()));
    return pair
        || (LENGTHS.contains(name)
            && DATA.contains(start)
            && parameters.stream().filter(each -> octets(each.type())).count() == 1);
  }

  private static String letters(String name) {
    return name.replace("_", "").toLowerCase(Locale.ROOT);
  }

  private static boolean octets(CType type) {
    return type.resolved() instanceof PointerType pointer
        && switch (pointer.target().resolved()) {
          case VoidType _ -> true;
          case IntegerType integer ->
              integer.bits() == Byte.SIZE && !integer.character() && !namedText(pointer.target());
          default -> false;
        };
  }

  /** Whether a library calls its bytes characters: {@code xmlChar}. */
  private static boolean namedText(CType type) {
    return type instanceof TypedefType(String name, CType target)
        && (name.toLowerCase(Locale.ROOT).contains("char") || namedText(target));
  }

  private static boolean isAnnotated(Method method, int array) {
    Parameter[] parameters = method.getParameters();
    if (parameters[array + 1].isAnnotationPresent(LengthOf.class)) {
      return true;
    }
    for (Parameter parameter : parameters) {
      LengthOf bound = parameter.getAnnotation(LengthOf.class);
      if (bound != null && Arrays.asList(bound.value()).contains(parameters[array].getName())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isWaived(Method method) {
    TypeCheck own = method.getAnnotation(TypeCheck.class);
    TypeCheck check = own == null ? method.getDeclaringClass().getAnnotation(TypeCheck.class) : own;
    return check != null && check.value() == TypeCheck.Mode.WAIVED;
  }
}
