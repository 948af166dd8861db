package org.alfheim.types;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.alfheim.types.StructureType.Kind;
import org.alfheim.types.StructureType.Member;

/**
 * Structures as {@link java.lang.foreign.Linker} wants them described. It passes only what is
 * aligned as the psABI aligns it; a bit-field is described as the bytes that it lies in, which are
 * of the same class (psABI 3.2.3, INTEGER).
 */
final class GroupLayouts {
  /** Larger ones are passed by nobody, and would take long to describe. */
  private static final long LARGEST = 1 << 16;

  private static final int DEEPEST = 32;

  /** What the stack is aligned by where a function is called (psABI 3.2.2). */
  private static final long STACK = 16;

  private GroupLayouts() {}

  static Optional<MemoryLayout> of(StructureType type) {
    long size = type.size().orElseThrow();
    OptionalLong alignment = type.specifiedAlignment();
    if (size == 0
        || size > LARGEST
        || alignment.orElse(1) > STACK
        || new Extent(LARGEST).of(type) >= LARGEST) {
      return Optional.empty();
    }
    Optional<MemoryLayout> layout =
        group(type, 0)
            .or(() ->
                inMemory(size, size % STACK != 0 || (alignment.isPresent() && isNatural(type))));
    return alignment.orElse(1) == STACK
        ? layout.map(natural -> natural.withByteAlignment(STACK))
        : layout;
  }

  /**
   * A structure that no registers are for is copied to the stack (psABI 3.2.3), whatever is in it;
   * packed ones, too. Where it lies there, its alignment says; one of 16 shows in its size.
   */
  private static Optional<MemoryLayout> inMemory(long size, boolean aligned) {
    return size > 2 * Long.BYTES && aligned
        ? Optional.of(MemoryLayout.structLayout(bytes(size)))
        : Optional.empty();
  }

  /** Whether nothing in it is aligned by 16 by itself, as {@code long double} is. */
  private static boolean isNatural(CType type) {
    return switch (type.resolved()) {
      case ScalarType _ -> true;
      case StructureType structure ->
          structure.members().stream().allMatch(member -> isNatural(member.type()));
      case ArrayType array -> isNatural(array.element());
      default -> false;
    };
  }

  private static Optional<MemoryLayout> group(StructureType type, int depth) {
    if (depth > DEEPEST) {
      return Optional.empty();
    }
    return type.kind() == Kind.UNION ? union(type, depth) : struct(type, depth);
  }

  private static Optional<MemoryLayout> union(StructureType type, int depth) {
    List<MemoryLayout> parts = new ArrayList<>();
    for (Member member : type.members()) {
      Optional<MemoryLayout> part =
          member.bitWidth().isPresent()
              ? Optional.of(bytes(bytesOf(member)))
              : member(member, depth);
      if (part.isEmpty() || member.bitOffset() != 0) {
        return Optional.empty();
      }
      parts.add(part.get());
    }
    parts.addAll(fieldAlignment(type));
    long size = type.size().orElseThrow();
    MemoryLayout union = MemoryLayout.unionLayout(parts.toArray(MemoryLayout[]::new));
    if (size != Parts.aligned(union.byteSize(), union.byteAlignment())) {
      return Optional.empty();
    }
    if (size > union.byteSize()) {
      parts.add(MemoryLayout.paddingLayout(size));
    }
    return Optional.of(MemoryLayout.unionLayout(parts.toArray(MemoryLayout[]::new)));
  }

  private static Optional<MemoryLayout> struct(StructureType type, int depth) {
    Parts parts = new Parts(fieldAlignment(type));
    for (Member member : type.members()) {
      boolean added =
          member.bitWidth().isPresent()
              ? parts.addBytes(member.offset(), bytesOf(member))
              : member(member, depth).filter(part -> parts.add(member.offset(), part)).isPresent();
      if (!added) {
        return Optional.empty();
      }
    }
    return parts.group(type.size().orElseThrow());
  }

  /** The parts of a structure so far; the linker takes only those that lie where C puts them. */
  private static final class Parts {
    /** The psABI gives each eight bytes of a structure a class. */
    private static final long EIGHTBYTE = 8;

    private final List<MemoryLayout> parts;
    private long end;

    Parts(List<MemoryLayout> first) {
      parts = new ArrayList<>(first);
    }

    /** Adds a part; false if it does not lie at the next place that its alignment allows. */
    boolean add(long offset, MemoryLayout part) {
      if (part.byteSize() == 0) {
        return true;
      }
      if (offset != aligned(end, part.byteAlignment())) {
        return false;
      }
      pad(offset - end);
      parts.add(part);
      end = offset + part.byteSize();
      return true;
    }

    /**
     * Adds the bytes of a bit-field that are not there already, and those before them in the same
     * eightbyte, which they give their class anyway. What is left of the eightbyte before that is
     * padding, and keeps its class.
     */
    boolean addBytes(long offset, long count) {
      long behind = offset + count;
      if (behind <= end) {
        return true;
      }
      long begin = offset & -EIGHTBYTE;
      if (end < begin) {
        if (begin != aligned(end, EIGHTBYTE)) {
          return false;
        }
        pad(begin - end);
        parts.add(MemoryLayout.sequenceLayout(0, ValueLayout.JAVA_LONG));
        end = begin;
      }
      for (; end < behind; end++) {
        parts.add(ValueLayout.JAVA_BYTE);
      }
      return true;
    }

    /** The structure, if the linker has it as long as C. */
    Optional<MemoryLayout> group(long size) {
      long alignment = 1;
      for (MemoryLayout part : parts) {
        alignment = Math.max(alignment, part.byteAlignment());
      }
      if (size != aligned(end, alignment)) {
        return Optional.empty();
      }
      pad(size - end);
      return Optional.of(MemoryLayout.structLayout(parts.toArray(MemoryLayout[]::new)));
    }

    private void pad(long size) {
      if (size > 0) {
        parts.add(MemoryLayout.paddingLayout(size));
      }
    }

    private static long aligned(long offset, long alignment) {
      return (offset + alignment - 1) & -alignment;
    }
  }

  /** What aligns a structure as the declared types of its bit-fields do, and has no size. */
  private static List<MemoryLayout> fieldAlignment(StructureType type) {
    long widest = 1;
    for (Member member : type.members()) {
      if (member.bitWidth().isPresent()
          && !member.name().isEmpty()
          && member.type().resolved() instanceof ScalarType scalar) {
        widest = Math.max(widest, scalar.layout().byteSize());
      }
    }
    ValueLayout unit =
        switch ((int) widest) {
          case 2 -> ValueLayout.JAVA_SHORT;
          case 4 -> ValueLayout.JAVA_INT;
          case 8 -> ValueLayout.JAVA_LONG;
          default -> ValueLayout.JAVA_BYTE;
        };
    return widest == 1 ? List.of() : List.of(MemoryLayout.sequenceLayout(0, unit));
  }

  /** How many bytes a bit-field touches. */
  private static long bytesOf(Member field) {
    long first = field.bitOffset() % Byte.SIZE;
    return (first + field.bitWidth().orElseThrow() + Byte.SIZE - 1) / Byte.SIZE;
  }

  private static MemoryLayout bytes(long count) {
    return MemoryLayout.sequenceLayout(count, ValueLayout.JAVA_BYTE);
  }

  private static Optional<MemoryLayout> member(Member member, int depth) {
    return part(member.type().resolved(), depth + 1);
  }

  private static Optional<MemoryLayout> part(CType type, int depth) {
    return switch (type) {
      case ScalarType scalar -> {
        ValueLayout layout = scalar.layout();
        yield Optional.of(layout.withByteAlignment(layout.byteSize()));
      }
      case StructureType structure -> group(structure, depth);
      case ArrayType array -> {
        OptionalLong length = array.length();
        yield length.isEmpty()
            ? Optional.of(bytes(0)) // A flexible array is not passed.
            : length.getAsLong() > LARGEST || depth > DEEPEST
                ? Optional.empty()
                : part(array.element().resolved(), depth + 1)
                    .map(element -> MemoryLayout.sequenceLayout(length.getAsLong(), element));
      }
      default -> Optional.empty();
    };
  }
}
