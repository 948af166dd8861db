package org.alfheim.internal.bind.check;

import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.Optional;
import org.alfheim.types.BoolType;
import org.alfheim.types.FloatingType;
import org.alfheim.types.IntegerType;
import org.alfheim.types.PointerType;
import org.alfheim.types.ScalarType;
import org.alfheim.types.VoidType;

/** What a type of Java is in C where nothing else is known. */
public final class ScalarCounterpart {
  private static final Map<Class<?>, ScalarType> TYPES =
      Map.of(
          boolean.class, new BoolType(),
          byte.class, new IntegerType("int8_t", 8, true),
          short.class, new IntegerType("short", 16, true),
          char.class, new IntegerType("uint16_t", 16, false),
          int.class, new IntegerType("int", 32, true),
          long.class, new IntegerType("long", 64, true),
          float.class, new FloatingType("float", 32),
          double.class, new FloatingType("double", 64),
          String.class, new PointerType(new IntegerType("char", 8, true), true),
          MemorySegment.class, new PointerType(new VoidType(), false));

  private ScalarCounterpart() {}

  /** The counterpart; empty for a type that has none by itself. */
  public static Optional<ScalarType> of(Class<?> java) {
    return Optional.ofNullable(TYPES.get(java));
  }
}
