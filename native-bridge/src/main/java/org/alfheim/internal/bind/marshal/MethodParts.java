package org.alfheim.internal.bind.marshal;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.alfheim.bind.Critical;
import org.alfheim.bind.In;
import org.alfheim.bind.LengthOf;
import org.alfheim.bind.Name;
import org.alfheim.bind.Nullable;
import org.alfheim.bind.Out;
import org.alfheim.bind.Releases;
import org.alfheim.bind.Retained;
import org.alfheim.bind.TypeCheck;
import org.alfheim.bind.Unsigned;
import org.alfheim.types.CType;
import org.alfheim.types.FunctionType;
import org.alfheim.types.KnownType;
import org.alfheim.types.StructureType;
import org.alfheim.types.UnsupportedType;
import org.alfheim.types.VoidType;

/**
 * What a method that calls a function is made of: its parameters and its result, each with what
 * annotations say of how it is passed, and with its type in C. Of the thousands of functions of a
 * library few parts differ, so what one method has shown to be right need not be looked at again.
 *
 * @param parts the parameters in their order, and the result
 * @param lengths whether an annotation says that a parameter is the length of another
 */
public record MethodParts(List<Part> parts, boolean lengths) {
  private static final int IN = 1;
  private static final int OUT = 1 << 1;
  private static final int NULLABLE = 1 << 2;
  private static final int RETAINED = 1 << 3;
  private static final int RELEASED = 1 << 4;
  private static final int LENGTH = 1 << 5;
  private static final int CRITICAL = 1 << 6;
  private static final int RESULT = 1 << 7;
  private static final int UNSIGNED = 1 << 8;
  private static final int BITS = 16;
  private static final int MOST_BITS = 0xff;

  private static final CType NOTHING = new VoidType();

  /** What only the whole of a method can be judged by. */
  private static final int WHOLE = -1;

  private static final Map<Class<?>, Integer> ON_PARAMETERS =
      Map.of(
          In.class, IN,
          Out.class, OUT,
          Nullable.class, NULLABLE,
          Retained.class, RETAINED,
          Releases.class, RELEASED,
          LengthOf.class, LENGTH,
          Unsigned.class, UNSIGNED);

  private static final Map<Class<?>, Integer> ON_METHODS =
      Map.of(
          Name.class, 0,
          TypeCheck.class, 0,
          Nullable.class, NULLABLE,
          Releases.class, RELEASED,
          Critical.class, CRITICAL,
          Unsigned.class, UNSIGNED);

  /**
   * A parameter or a result.
   *
   * @param java its type in Java
   * @param how what annotations say, a bit for each; 0 for nothing
   * @param c its type in C, the same object wherever it is the same type; null if it is not known
   */
  public record Part(Class<?> java, int how, CType c) {
    /** Types that the readers of debug information don't make once are made the same. */
    public Part {
      c = c instanceof VoidType ? NOTHING : c;
    }

    @Override
    @SuppressWarnings("ReferenceEquality")
    public boolean equals(Object other) {
      return other instanceof Part that && java == that.java && how == that.how && c == that.c;
    }

    @Override
    public int hashCode() {
      return (System.identityHashCode(c) * 31 + java.hashCode()) * 31 + how;
    }

    /** Whether no annotation says anything of a parameter or a result. */
    public boolean bare() {
      return (how & ~RESULT) == 0;
    }

    /** Whether annotations say nothing else than what handles have: who releases it, or null. */
    public boolean bareHandle() {
      return (how & ~(RESULT | NULLABLE | RELEASED)) == 0;
    }

    /** Whether annotations say nothing else than what callbacks have: that C keeps it. */
    public boolean bareCallback() {
      return (how & ~(RESULT | RETAINED)) == 0;
    }

    /** Whether it is the result. */
    public boolean result() {
      return (how & RESULT) != 0;
    }
  }

  /**
   * The parts of a method.
   *
   * @param known what is known of its function
   * @return the parts; empty if the method can only be judged as a whole: something of it depends
   *     on its other parameters, or is passed by value where those have left room
   */
  public static Optional<MethodParts> of(ContractMethod declared, Optional<KnownType> known) {
    if (known.isPresent() && !(known.get().type() instanceof FunctionType)) {
      return Optional.empty();
    }
    FunctionType c = known.map(type -> (FunctionType) type.type()).orElse(null);
    Method method = declared.method();
    Class<?>[] types = method.getParameterTypes();
    if (c != null && c.parameters().size() != types.length) {
      return Optional.empty();
    }
    int ofMethod = how(List.of(method.getAnnotations()), ON_METHODS);
    if (ofMethod == WHOLE || (types.length == 0 && c != null && c.variadic())) {
      return Optional.empty();
    }
    List<Part> parts = new ArrayList<>(types.length + 1);
    boolean lengths = false;
    for (int i = 0; i < types.length; i++) {
      int how = how(declared.annotations().get(i), ON_PARAMETERS);
      if (how == WHOLE) {
        return Optional.empty();
      }
      lengths |= (how & LENGTH) != 0;
      how |= (ofMethod & CRITICAL);
      if ((ofMethod & RELEASED) != 0 && Handles.isHandle(types[i])) {
        how |= RELEASED;
      }
      parts.add(new Part(types[i], how, c == null ? null : c.parameters().get(i).type()));
    }
    int result = RESULT | (ofMethod & ~RELEASED);
    parts.add(new Part(method.getReturnType(), result, c == null ? null : c.result()));
    return apart(parts) && ((ofMethod & RELEASED) == 0 || releasesOne(types))
        ? Optional.of(new MethodParts(parts, lengths))
        : Optional.empty();
  }

  /**
   * Whether none is passed by value in more than one register, or in memory. A record that is the
   * result takes no place of another then.
   */
  private static boolean apart(List<Part> parts) {
    for (Part part : parts) {
      CType c = part.c() == null ? null : part.c().resolved();
      boolean byValue = c == null ? part.java().isRecord() : c instanceof StructureType;
      if (c instanceof UnsupportedType || (byValue && !(part.result() && part.java().isRecord()))) {
        return false;
      }
    }
    return true;
  }

  private static boolean releasesOne(Class<?>[] types) {
    int handles = 0;
    for (Class<?> type : types) {
      handles += Handles.isHandle(type) ? 1 : 0;
    }
    return handles == 1;
  }

  private static int how(List<Annotation> annotations, Map<Class<?>, Integer> meanings) {
    int how = 0;
    for (Annotation annotation : annotations) {
      Class<?> type = annotation.annotationType();
      Integer bit = meanings.get(type);
      if (bit == null && Name.class.getPackage().equals(type.getPackage())) {
        return WHOLE;
      }
      how |= bit == null ? 0 : bit;
      if (annotation instanceof Unsigned unsigned) {
        how |= (unsigned.value() & MOST_BITS) << BITS;
      }
    }
    return how;
  }
}
