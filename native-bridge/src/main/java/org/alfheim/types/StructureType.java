package org.alfheim.types;

import java.lang.foreign.MemoryLayout;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A structure or a union whose members are known. It is equal to itself alone: two with the same
 * tag, of different files, may differ. Its members are read when they are first asked for, so a
 * structure may point to itself. Safe for use by any number of threads.
 */
public final class StructureType implements ObjectType {
  /** So many structures without a name are looked into for a member. */
  private static final int MOST_UNNAMED = 256;

  private final Kind kind;
  private final String name;
  private final long bytes;
  private final Supplier<List<Member>> source;
  private final Supplier<OptionalLong> specifiedAlignment;
  private volatile List<Member> members;

  /** The keyword of its declaration. */
  public enum Kind {
    /** A structure. */
    STRUCT("struct"),
    /** A union: all members lie at its beginning. */
    UNION("union"),
    /** A class of C++. */
    CLASS("class");

    private final String keyword;

    Kind(String keyword) {
      this.keyword = keyword;
    }

    /** The word of C: {@code struct}. */
    public String keyword() {
      return keyword;
    }
  }

  /**
   * A member.
   *
   * @param name its name; empty for a structure or union without one, whose members count as those
   *     of the outer structure (C11 6.7.2.1p13), and for padding that is a bit-field
   * @param type its type; of a bit-field, the type that it is declared with
   * @param bitOffset where it begins, in bits from the beginning of the structure (psABI 3.1.2: bit
   *     0 is the lowest of the first byte)
   * @param bitWidth how many bits it has; empty if it is no bit-field
   */
  public record Member(String name, CType type, long bitOffset, OptionalInt bitWidth) {
    /** Where it begins, in whole bytes from the beginning of the structure. */
    public long offset() {
      return bitOffset / Byte.SIZE;
    }
  }

  /**
   * A structure.
   *
   * @param kind its keyword
   * @param name its spelling: {@code struct tm}; the keyword alone for one without a tag, {@code
   *     ns::point} in C++
   * @param size {@code sizeof}, in bytes
   * @param members gives its members in the order of their declaration; called when they are first
   *     asked for, perhaps by several threads at once, and each time gives the same
   */
  public StructureType(Kind kind, String name, long size, Supplier<List<Member>> members) {
    this(kind, name, size, members, OptionalLong::empty);
  }

  /**
   * A structure of which it may be known what aligns it.
   *
   * @param kind its keyword
   * @param name its spelling: {@code struct tm}; the keyword alone for one without a tag, {@code
   *     ns::point} in C++
   * @param size {@code sizeof}, in bytes
   * @param members gives its members in the order of their declaration; called when they are first
   *     asked for, perhaps by several threads at once, and each time gives the same
   * @param specifiedAlignment gives what {@link #specifiedAlignment} is, whenever that is asked
   */
  public StructureType(
      Kind kind,
      String name,
      long size,
      Supplier<List<Member>> members,
      Supplier<OptionalLong> specifiedAlignment) {
    this.kind = kind;
    this.name = name;
    this.bytes = size;
    this.source = members;
    this.specifiedAlignment = specifiedAlignment;
  }

  /** The keyword of its declaration. */
  public Kind kind() {
    return kind;
  }

  /** Its spelling: {@code struct tm}. */
  public String name() {
    return name;
  }

  @Override
  public OptionalLong size() {
    return OptionalLong.of(bytes);
  }

  /**
   * The alignment that its declaration asks for, or that of a member (C17 6.7.5, {@code alignas},
   * or an attribute), in bytes, a power of two. It counts where it is larger than that of the
   * members by themselves.
   *
   * @return the alignment; 1 if none is asked for; empty if who knows the type does not say that,
   *     as is so with BTF of gcc's
   * @throws TypesException if the place that it is read from is damaged
   */
  public OptionalLong specifiedAlignment() {
    return specifiedAlignment.get();
  }

  /**
   * How a value of it is passed to a function and returned, for {@link java.lang.foreign.Linker}.
   *
   * @return the layout; empty if the linker has no means to pass it: members lie where the psABI
   *     would not align them ({@code packed}) or have no counterpart ({@code long double}), and it
   *     has at most 16 bytes or may be aligned by so many; or it is aligned by more than 16 bytes.
   *     A layout that is aligned by 16 is one that the linker takes only without that alignment
   * @throws TypesException if the place that its members are read from is damaged
   */
  public Optional<MemoryLayout> layout() {
    return GroupLayouts.of(this);
  }

  /**
   * Its members in the order of their declaration.
   *
   * @throws TypesException if the place that they are read from is damaged
   */
  public List<Member> members() {
    List<Member> known = members;
    if (known == null) {
      known = List.copyOf(source.get());
      members = known;
    }
    return known;
  }

  /**
   * The member of a name, also one of a structure without a name inside this one.
   *
   * @param name the member's name
   * @return the member, its offset that in this structure; or empty
   * @throws TypesException if the place that they are read from is damaged
   */
  public Optional<Member> member(String name) {
    return member(name, new HashSet<>());
  }

  /** A structure that has been searched has nothing new, however many ways lead to it. */
  private Optional<Member> member(String wanted, Set<StructureType> searched) {
    for (Member member : members()) {
      if (!member.name().isEmpty() && member.name().equals(wanted)) {
        return Optional.of(member);
      }
      if (member.name().isEmpty()
          && searched.size() < MOST_UNNAMED
          && member.type().resolved() instanceof StructureType inner
          && searched.add(inner)) {
        Optional<Member> found = inner.member(wanted, searched);
        if (found.isPresent()) {
          return found.map(in ->
              new Member(in.name(), in.type(), member.bitOffset() + in.bitOffset(), in.bitWidth()));
        }
      }
    }
    return Optional.empty();
  }

  @Override
  public String declare(String declarator) {
    return CType.word(name, declarator);
  }

  @Override
  public String toString() {
    return spelling();
  }
}
