package org.alfheim.internal.bind.struct;

import java.lang.foreign.MemorySegment;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.alfheim.bind.BindingException;
import org.alfheim.bind.Name;
import org.alfheim.bind.Unsigned;
import org.alfheim.types.BoolType;
import org.alfheim.types.CType;
import org.alfheim.types.FloatingType;
import org.alfheim.types.IntegerType;
import org.alfheim.types.ObjectType;
import org.alfheim.types.PointerType;
import org.alfheim.types.StructureType;
import org.alfheim.types.StructureType.Kind;
import org.alfheim.types.StructureType.Member;
import org.alfheim.types.VoidType;

/**
 * The structure that a compiler makes of a record's components in their order, each aligned by its
 * size (psABI 3.1.2): what a record is taken for where the image's types are not known.
 */
final class NaturalTypes {
  private static final int DEEPEST = 16;

  private static final Map<Class<?>, CType> TYPES =
      Map.of(
          boolean.class, new BoolType(),
          byte.class, new IntegerType("int8_t", 8, true),
          short.class, new IntegerType("short", 16, true),
          char.class, new IntegerType("uint16_t", 16, false),
          int.class, new IntegerType("int", 32, true),
          long.class, new IntegerType("long", 64, true),
          float.class, new FloatingType("float", 32),
          double.class, new FloatingType("double", 64),
          MemorySegment.class, new PointerType(new VoidType(), false),
          String.class, new PointerType(new IntegerType("char", 8, true), true));

  private NaturalTypes() {}

  /**
   * A record as a structure.
   *
   * @throws BindingException if a component has no counterpart by itself
   */
  static StructureType of(Class<?> record) {
    return of(record, 0);
  }

  private static StructureType of(Class<?> record, int depth) {
    List<Member> members = new ArrayList<>();
    long end = 0;
    long alignment = 1;
    for (RecordComponent component : record.getRecordComponents()) {
      CType type = type(record, component, depth);
      long size = ((ObjectType) type).size().orElseThrow();
      long aligned =
          type instanceof StructureType inner ? inner.layout().orElseThrow().byteAlignment() : size;
      end = (end + aligned - 1) / aligned * aligned;
      Name name = component.getAnnotation(Name.class);
      members.add(
          new Member(
              name == null ? component.getName() : name.value(),
              type,
              end * Byte.SIZE,
              OptionalInt.empty()));
      end += size;
      alignment = Math.max(alignment, aligned);
    }
    if (members.isEmpty()) {
      throw new BindingException(record.getTypeName() + " has no components");
    }
    long size = (end + alignment - 1) / alignment * alignment;
    String name = "struct " + MemberNames.words(record.getSimpleName());
    return new StructureType(Kind.STRUCT, name, size, () -> members);
  }

  private static CType type(Class<?> record, RecordComponent component, int depth) {
    Class<?> java = component.getType();
    Unsigned unsigned = component.getAnnotation(Unsigned.class);
    if (unsigned != null) {
      return new IntegerType("uint" + unsigned.value() + "_t", unsigned.value(), false);
    }
    if (java.isRecord() && depth < DEEPEST) {
      return of(java, depth + 1);
    }
    CType type = TYPES.get(java);
    if (type == null) {
      throw new BindingException(
          record.getTypeName()
              + ", component "
              + component.getName()
              + ": what "
              + java.getTypeName()
              + " is in C only the image's types say, and they are not known");
    }
    return type;
  }
}
