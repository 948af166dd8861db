package org.alfheim.internal.bind.struct;

import static java.lang.invoke.MethodType.methodType;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.alfheim.bind.BindingException;
import org.alfheim.internal.bind.abi.Eightbytes;
import org.alfheim.internal.bind.abi.Eightbytes.RegisterClass;
import org.alfheim.internal.bind.marshal.Crossing;
import org.alfheim.types.EnumType;
import org.alfheim.types.ScalarType;
import org.alfheim.types.StructureType;
import org.alfheim.types.StructureType.Member;

/**
 * A record as the words of a structure that is passed by value: its components are shifted to where
 * they belong, and no memory is needed. Only records whose components are numbers, pointers,
 * enumerations and such records can be passed so.
 */
final class RecordWords {
  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
  private static final int EIGHTBYTE = 8;

  /** A larger structure is copied in less time than it takes to read so many words. */
  private static final int MOST = 8;

  private final Class<?> record;
  private final List<ValueLayout> layouts;
  private final List<Component> components;

  private RecordWords(Class<?> record, List<ValueLayout> layouts, List<Component> components) {
    this.record = record;
    this.layouts = layouts;
    this.components = components;
  }

  /**
   * A component, and where it lies: in bytes from the beginning of the outermost structure.
   *
   * @param inner what a record consists of itself; empty for a scalar
   */
  private record Component(
      RecordComponent component, Member member, long offset, List<Component> inner, String what) {
    Class<?> type() {
      return component.getType();
    }

    int word() {
      return (int) offset / EIGHTBYTE;
    }

    /** How far it is shifted in its eightbyte, in bits. */
    int shift() {
      return (int) (offset % EIGHTBYTE) * Byte.SIZE;
    }

    Crossing toC() {
      return type().isEnum()
          ? enumeration().toC(type())
          : Crossing.toC(type(), component, what).orElseThrow();
    }

    MethodHandle fromC(MethodHandle read) {
      return type().isEnum()
          ? MethodHandles.filterReturnValue(read, enumeration().fromC(type()))
          : Crossing.fromC(type(), component, what).ontoResult(read);
    }

    Class<?> carrier() {
      return (type().isEnum()
              ? enumeration().layout()
              : Crossing.fromC(type(), component, what).layout())
          .carrier();
    }

    private Enumeration enumeration() {
      return Enumeration.of(type(), Optional.of(member.type()), what);
    }
  }

  /**
   * A record that has been found to fit a structure.
   *
   * @return empty if the structure is large, or a component needs memory
   */
  static Optional<RecordWords> of(Class<?> record, StructureType type) {
    List<ValueLayout> layouts =
        type.layout()
            .flatMap(layout -> Eightbytes.of(layout).map(found -> layouts(layout, found)))
            .orElse(List.of());
    List<Component> components = new ArrayList<>();
    return layouts.isEmpty()
            || layouts.size() > MOST
            || !collect(record, type, 0, new BitSet(), components)
        ? Optional.empty()
        : Optional.of(new RecordWords(record, layouts, components));
  }

  private static List<ValueLayout> layouts(MemoryLayout layout, Eightbytes eightbytes) {
    return eightbytes.classes().isEmpty()
        ? Collections.nCopies(
            (int) ((layout.byteSize() + EIGHTBYTE - 1) / EIGHTBYTE), ValueLayout.JAVA_LONG)
        : eightbytes.classes().stream().map(RegisterClass::whole).toList();
  }

  /** Whether all components are scalars or such records, each in bytes of its own. */
  private static boolean collect(
      Class<?> record, StructureType type, long base, BitSet taken, List<Component> components) {
    for (RecordComponent component : record.getRecordComponents()) {
      String what = record.getSimpleName() + "." + component.getName();
      Member member = MemberNames.find(type, component.getName(), component, what);
      long offset = base + member.offset();
      List<Component> inner = new ArrayList<>();
      boolean fits =
          member.bitWidth().isEmpty()
              && switch (member.type().resolved()) {
                case ScalarType scalar ->
                    isScalar(component.getType(), scalar)
                        && take(taken, (int) offset, (int) scalar.layout().byteSize());
                case StructureType nested ->
                    component.getType().isRecord()
                        && collect(component.getType(), nested, offset, taken, inner);
                default -> false;
              };
      if (!fits) {
        return false;
      }
      components.add(new Component(component, member, offset, inner, what));
    }
    return true;
  }

  private static boolean isScalar(Class<?> java, ScalarType scalar) {
    return java.isPrimitive()
        || java == MemorySegment.class
        || (java.isEnum() && scalar instanceof EnumType);
  }

  /** In a packed structure a scalar may be in two words. */
  private static boolean take(BitSet taken, int offset, int size) {
    boolean free = taken.get(offset, offset + size).isEmpty();
    taken.set(offset, offset + size);
    return free && offset % EIGHTBYTE + size <= EIGHTBYTE;
  }

  /** What each word is for C, if it is in a register. */
  List<ValueLayout> layouts() {
    return layouts;
  }

  /**
   * {@code (R) long} for each word, which has all bits of it.
   *
   * @param what names the record in messages
   */
  List<MethodHandle> pack(String what) {
    MethodHandle[] words = new MethodHandle[layouts.size()];
    pack(components, StructMemory.given(what, record), words);
    for (int i = 0; i < words.length; i++) {
      if (words[i] == null) {
        words[i] = MethodHandles.dropArguments(MethodHandles.constant(long.class, 0L), 0, record);
      }
    }
    return List.of(words);
  }

  /** Adds components to the words that they lie in, all of them of what an accessor gives. */
  private static void pack(List<Component> parts, MethodHandle outer, MethodHandle[] words) {
    for (Component part : parts) {
      MethodHandle value = MethodHandles.filterReturnValue(outer, accessor(part.component()));
      if (part.type().isRecord()) {
        MethodHandle given = StructMemory.given(part.what(), part.type());
        pack(part.inner(), MethodHandles.filterReturnValue(value, given), words);
        continue;
      }
      Crossing crossing = part.toC();
      MethodHandle shifted =
          MethodHandles.filterArguments(
              crossing.intoParameter(
                  WordBits.shifted(crossing.layout().carrier(), part.shift()), 0),
              0,
              value);
      MethodHandle others = words[part.word()];
      words[part.word()] =
          others == null
              ? shifted
              : MethodHandles.foldArguments(
                  MethodHandles.filterArguments(WordBits.OR, 1, shifted), others);
    }
  }

  private static MethodHandle accessor(RecordComponent component) {
    try {
      return MethodHandles.privateLookupIn(component.getDeclaringRecord(), LOOKUP)
          .unreflect(component.getAccessor());
    } catch (IllegalAccessException e) {
      throw new BindingException(component + " is not accessible: " + e.getMessage(), e);
    }
  }

  /** {@code (long...) R}: a record of as many words. */
  MethodHandle unpack() {
    return unpack(record, components, layouts.size());
  }

  private static MethodHandle unpack(Class<?> type, List<Component> parts, int count) {
    Class<?>[] types = parts.stream().map(Component::type).toArray(Class<?>[]::new);
    MethodHandle made;
    try {
      made =
          MethodHandles.privateLookupIn(type, LOOKUP)
              .findConstructor(type, methodType(void.class, types));
    } catch (ReflectiveOperationException e) {
      throw new BindingException(type.getTypeName() + " can't be made: " + e.getMessage(), e);
    }
    List<Integer> order = new ArrayList<>();
    for (int i = parts.size() - 1; i >= 0; i--) {
      Component part = parts.get(i);
      boolean nested = part.type().isRecord();
      made =
          MethodHandles.collectArguments(
              made, i, nested ? unpack(part.type(), part.inner(), count) : scalar(part));
      for (int word = count - 1; nested && word >= 0; word--) {
        order.addFirst(word);
      }
      if (!nested) {
        order.addFirst(part.word());
      }
    }
    return MethodHandles.permuteArguments(
        made,
        methodType(type, Collections.nCopies(count, long.class)),
        order.stream().mapToInt(Integer::intValue).toArray());
  }

  /** {@code (long) J}: a component out of its word. */
  private static MethodHandle scalar(Component part) {
    MethodHandle read = WordBits.part(part.carrier(), part.shift());
    return MethodHandles.explicitCastArguments(
        part.fromC(read), methodType(part.type(), long.class));
  }
}
