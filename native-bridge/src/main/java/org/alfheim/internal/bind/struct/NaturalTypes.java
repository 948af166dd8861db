package org.alfheim.internal.bind.struct;

import java.lang.reflect.RecordComponent;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.alfheim.bind.BindingException;
import org.alfheim.bind.Name;
import org.alfheim.bind.Unsigned;
import org.alfheim.internal.bind.check.ScalarCounterpart;
import org.alfheim.internal.bind.marshal.FunctionPointers;
import org.alfheim.internal.bind.marshal.Handles;
import org.alfheim.types.CType;
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
    return new StructureType(Kind.STRUCT, name, size, () -> members, () -> OptionalLong.of(1));
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
    if (java == BigInteger.class) {
      return new IntegerType("uint64_t", Long.SIZE, false);
    }
    if (Handles.isHandle(java) || FunctionPointers.isCallback(java)) {
      return new PointerType(new VoidType(), false);
    }
    return ScalarCounterpart.of(java)
        .orElseThrow(() ->
            new BindingException(
                record.getTypeName()
                    + ", component "
                    + component.getName()
                    + ": what "
                    + java.getTypeName()
                    + " is in C only the image's types say, and they are not known"));
  }
}
