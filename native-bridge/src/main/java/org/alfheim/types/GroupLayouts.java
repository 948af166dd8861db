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

  private GroupLayouts() {}

  static Optional<MemoryLayout> of(StructureType type) {
    long size = type.size().orElseThrow();
    return size == 0 || size > LARGEST ? Optional.empty() : group(type, 0);
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
    MemoryLayout union = MemoryLayout.unionLayout(parts.toArray(MemoryLayout[]::new));
    return union.byteSize() == type.size().orElseThrow() ? Optional.of(union) : Optional.empty();
  }

  private static Optional<MemoryLayout> struct(StructureType type, int depth) {
    long size = type.size().orElseThrow();
    List<MemoryLayout> parts = new ArrayList<>();
    long end = 0;
    for (Member member : type.members()) {
      if (member.bitWidth().isPresent()) {
        long first = Math.max(end, member.offset());
        long behind = member.offset() + bytesOf(member);
        if (first < behind) {
          pad(parts, first - end);
          for (long at = first; at < behind; at++) {
            parts.add(ValueLayout.JAVA_BYTE);
          }
          end = behind;
        }
        continue;
      }
      Optional<MemoryLayout> part = member(member, depth);
      if (part.isEmpty()) {
        return Optional.empty();
      }
      MemoryLayout layout = part.get();
      if (layout.byteSize() == 0) {
        continue;
      }
      if (member.offset() < end || member.offset() % layout.byteAlignment() != 0) {
        return Optional.empty();
      }
      pad(parts, member.offset() - end);
      parts.add(layout);
      end = member.offset() + layout.byteSize();
    }
    if (end > size) {
      return Optional.empty();
    }
    pad(parts, size - end);
    return Optional.of(MemoryLayout.structLayout(parts.toArray(MemoryLayout[]::new)));
  }

  /** How many bytes a bit-field touches. */
  private static long bytesOf(Member field) {
    long first = field.bitOffset() % Byte.SIZE;
    return (first + field.bitWidth().orElseThrow() + Byte.SIZE - 1) / Byte.SIZE;
  }

  private static MemoryLayout bytes(long count) {
    return MemoryLayout.sequenceLayout(count, ValueLayout.JAVA_BYTE);
  }

  private static void pad(List<MemoryLayout> parts, long size) {
    if (size > 0) {
      parts.add(MemoryLayout.paddingLayout(size));
    }
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
