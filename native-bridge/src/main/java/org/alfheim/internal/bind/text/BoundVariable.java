package org.alfheim.internal.bind.text;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.OptionalLong;
import org.alfheim.bind.BindingException;
import org.alfheim.bind.ReadOnlyException;
import org.alfheim.bind.SymbolKind;
import org.alfheim.bind.Variable;
import org.alfheim.bind.declaration.Declaration;
import org.alfheim.internal.bind.check.ScalarCounterpart;
import org.alfheim.internal.bind.check.TypeAssertion;
import org.alfheim.internal.bind.marshal.Conversions;
import org.alfheim.internal.bind.marshal.Target;
import org.alfheim.names.DemangledName;
import org.alfheim.types.ArrayType;
import org.alfheim.types.CType;
import org.alfheim.types.IntegerType;
import org.alfheim.types.KnownType;
import org.alfheim.types.ObjectType;
import org.alfheim.types.PointerType;
import org.alfheim.types.ScalarType;
import org.alfheim.types.StructureType;

/** A variable in the memory of its image. */
public final class BoundVariable<T> implements Variable<T>, Described {
  private static final PointerType STRING = new PointerType(new IntegerType("char", 8, true), true);

  private final Target target;
  private final ObjectType type;
  private final Class<T> javaType;
  private final MemorySegment place;

  private BoundVariable(Target target, ObjectType type, Class<T> javaType) {
    this.target = target;
    this.type = type;
    this.javaType = javaType;
    this.place =
        target.kind() == SymbolKind.TLS
            ? null
            : Conversions.place(target, type.size().orElseThrow());
  }

  public static <T> Variable<T> of(Target target, Class<T> javaType) {
    if (javaType == MemorySegment.class) {
      return memory(target, javaType);
    }
    Class<?> primitive = java.lang.invoke.MethodType.methodType(javaType).unwrap().returnType();
    ScalarType type =
        ScalarCounterpart.of(primitive)
            .orElseThrow(() ->
                new BindingException(
                    describe(target)
                        + ": "
                        + javaType.getTypeName()
                        + " is no type of a variable; it can be boolean, byte, short, char, int, long, float,"
                        + " double, String or MemorySegment"));
    check(target, type.layout().byteSize(), javaType.getSimpleName());
    TypeAssertion.check(target, type);
    return new BoundVariable<>(target, type, javaType);
  }

  /** Whether what lies there is a pointer, nobody says: so it is memory, and not followed. */
  private static <T> Variable<T> memory(Target target, Class<T> javaType) {
    check(target, target.size(), javaType.getSimpleName());
    IntegerType element = new IntegerType("unsigned char", 8, false);
    long size = target.segment().byteSize();
    return new BoundVariable<>(target, new ArrayType(element, OptionalLong.of(size)), javaType);
  }

  public static Variable<Object> of(Target target, Declaration declaration) {
    if (!declaration.name().isEmpty() && !declaration.name().equals(target.name())) {
      throw new BindingException(
          "the declaration '"
              + declaration
              + "' is that of another variable than "
              + target.name());
    }
    ObjectType type = completed(target, declaration.type());
    check(target, type.size().orElseThrow(), type.spelling());
    TypeAssertion.check(target, type);
    return new BoundVariable<>(target, type, Object.class);
  }

  /**
   * The variable as what is known of it.
   *
   * @throws BindingException if it is none, or nothing is known
   */
  public static Variable<Object> known(Target target, Optional<KnownType> known) {
    check(target, target.size(), target.name());
    KnownType type =
        known.orElseThrow(() ->
            new BindingException(
                target.image()
                    + ": "
                    + TypeAssertion.unknown(target)
                    + "; declare it, as in 'int "
                    + target.name()
                    + "'"));
    if (!(type.type().resolved() instanceof ObjectType object)) {
      throw new BindingException(describe(target) + " is no variable by " + type.origin());
    }
    ObjectType whole = completed(target, object);
    long size = whole.size().orElseThrow(() -> sizeless(target, whole));
    check(target, size, whole.spelling());
    return new BoundVariable<>(target, whole, Object.class);
  }

  private static BindingException sizeless(Target target, ObjectType type) {
    return new BindingException(describe(target) + " is '" + type + "', which has no size");
  }

  /** An array of unknown length is as long as the symbol. */
  private static ObjectType completed(Target target, ObjectType type) {
    if (!(type instanceof ArrayType array) || array.length().isPresent()) {
      return type;
    }
    long element = array.element().size().orElseThrow();
    if (target.size() == 0) {
      throw new BindingException(
          describe(target)
              + " has no size (st_size); give the length of the array, as in 'int a[4]'");
    }
    return new ArrayType(array.element(), OptionalLong.of(target.size() / element));
  }

  /** Refuses a function, and a variable of another size. */
  public static void check(Target target, long size, String name) {
    if (target.kind() == SymbolKind.FUNCTION) {
      throw new BindingException(
          describe(target)
              + " is a function, not a variable; give its prototype, such as 'void "
              + target.name()
              + "(void)'");
    }
    if (target.size() != 0 && target.size() != size) {
      throw new BindingException(
          describe(target)
              + " has "
              + bytes(target.size())
              + " (st_size), and "
              + name
              + " has "
              + bytes(size)
              + advice(target.size()));
    }
  }

  public static String bytes(long count) {
    return count + (count == 1 ? " byte" : " bytes");
  }

  private static String advice(long size) {
    String types =
        switch ((int) Math.min(size, Integer.MAX_VALUE)) {
          case 1 -> "char, _Bool or another type of one byte";
          case 2 -> "short or another type of two bytes";
          case 4 -> "int, float or another type of four bytes";
          case 8 -> "long, double, a pointer or another type of eight bytes";
          default -> "an array, such as 'char[" + size + "]'";
        };
    return "; it may be " + types;
  }

  private static String describe(Target target) {
    return target.image() + ": " + DemangledName.declarator(target.name());
  }

  @Override
  public String what() {
    return describe(target);
  }

  private MemorySegment memory() {
    return place == null ? Conversions.place(target, type.size().orElseThrow()) : place;
  }

  @Override
  public CType type() {
    return type;
  }

  @Override
  @SuppressWarnings("unchecked")
  public T get() {
    // The class and the C type were matched when the view was made; Class.cast has no form for
    // primitive types.
    return (T)
        (javaType == Object.class
            ? value(Long.MAX_VALUE)
            : javaType == MemorySegment.class ? Conversions.memory(target, 0) : raw());
  }

  private Object value(long mostBytes) {
    Allowance allowance = new Allowance(mostBytes);
    allowance.take(type.size().orElseThrow(), describe(target));
    return Values.read(type, memory(), 0, allowance);
  }

  /** The value in the Java type of the layout, which for a primitive class is that class. */
  private Object raw() {
    return type.equals(STRING) ? value(Long.MAX_VALUE) : Values.raw((ScalarType) type, memory(), 0);
  }

  @Override
  public void set(T value) {
    write(value, (scalar, given) -> Values.toNative(scalar, given, this));
  }

  @Override
  public String getText(long mostBytes) {
    return ScalarText.format(type, value(mostBytes));
  }

  @Override
  public void setText(String text) {
    write(
        braces(text) ? Braces.read(text, this) : text,
        (scalar, given) ->
            given instanceof String word
                ? ScalarText.parse(scalar, word, this)
                : Values.toNative(scalar, given, this));
  }

  /** A string of C may begin with a brace, and is shown without quotes. */
  private boolean braces(String text) {
    return text.startsWith("{")
        && switch (type.resolved()) {
          case StructureType _ -> true;
          case ArrayType array ->
              !(array.element().resolved() instanceof IntegerType integer && integer.character());
          default -> false;
        };
  }

  /** Nothing is written of a value that does not fit as a whole. */
  private void write(Object value, StructureWriter.Leaf leaf) {
    checkWritable();
    if (type.resolved() instanceof ScalarType scalar) {
      Values.store(scalar, memory(), 0, leaf.raw(scalar, value));
      return;
    }
    StructureWriter writer = new StructureWriter(leaf, this);
    try (Arena arena = Arena.ofConfined()) {
      writer.write(type, arena.allocate(type.size().orElseThrow(), 16), 0, value);
    }
    writer.write(type, memory(), 0, value);
  }

  public static String readOnly(Target target) {
    return describe(target)
        + " lies in memory that is not writable (const, or sealed after relocation)";
  }

  private void checkWritable() {
    if (!target.writable()) {
      throw new ReadOnlyException(readOnly(target));
    }
    boolean string = type.resolved() instanceof PointerType pointer && pointer.string();
    if (string || javaType == MemorySegment.class) {
      throw new ReadOnlyException(
          describe(target)
              + " is "
              + type
              + ", which can be read only; "
              + (string
                  ? "as long or 'void *' the pointer can be written"
                  : "its memory can be written through LocalSymbol.segment()"));
    }
  }

  @Override
  public String toString() {
    return target.image() + ": " + type.declare(DemangledName.declarator(target.name()));
  }
}
