package org.alfheim.types;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemoryLayout;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.alfheim.types.StructureType.Kind;
import org.alfheim.types.StructureType.Member;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Structures that no compiler makes, or that only a program wants that means harm. */
@Timeout(60)
class HostileStructureTest {
  private static final IntegerType CHAR = new IntegerType("char", 8, true);

  private static Member member(String name, CType type) {
    return new Member(name, type, 0, OptionalInt.empty());
  }

  /** A union of two unions of two unions, and so on; it has one byte. */
  private static StructureType doubled(int times, String a, String b) {
    StructureType type = new StructureType(Kind.UNION, "u", 1, () -> List.of(member("c", CHAR)));
    for (int i = 0; i < times; i++) {
      StructureType inner = type;
      type =
          new StructureType(
              Kind.UNION, "u" + i, 1, () -> List.of(member(a, inner), member(b, inner)));
    }
    return type;
  }

  @Test
  void aUnionOfBillionsOfMembersIsNotPassed() {
    assertThat(doubled(2, "a", "b").layout()).isPresent();
    assertThat(doubled(31, "a", "b").layout()).isEmpty();
  }

  @Test
  void aMemberIsFoundOrNotFoundInUnionsWithoutNames() {
    assertThat(doubled(31, "", "").member("c")).isPresent();
    assertThat(doubled(31, "", "").member("d")).isEmpty();
  }

  @Test
  void aStructureThatContainsItselfIsNotPassedAndEndsASearch() {
    StructureType[] self = new StructureType[1];
    self[0] =
        new StructureType(
            Kind.STRUCT, "s", 8, () -> List.of(member("", self[0]), member("", self[0])));
    assertThat(self[0].layout()).isEmpty();
    assertThat(self[0].member("x")).isEmpty();
  }

  /** GNU C: {@code struct s { int n; int a[3][0]; }}. */
  @Test
  void anArrayOfArraysWithoutElementsTakesNoRoom() {
    IntegerType integer = new IntegerType("int", 32, true);
    ArrayType none = new ArrayType(integer, OptionalLong.of(0));
    Member array =
        new Member("a", new ArrayType(none, OptionalLong.of(3)), 32, OptionalInt.empty());
    StructureType type =
        new StructureType(Kind.STRUCT, "struct s", 4, () -> List.of(member("n", integer), array));
    assertThat(type.layout()).get().extracting(MemoryLayout::byteSize).isEqualTo(4L);
  }

  @Test
  void aBitFieldWiderThanItsStructureIsNotPassed() {
    Member wide = new Member("b", CHAR, 0, OptionalInt.of(100));
    assertThat(new StructureType(Kind.STRUCT, "s", 4, () -> List.of(wide)).layout()).isEmpty();
    ArrayType array = new ArrayType(CHAR, OptionalLong.of(1L << 40));
    Member large = member("a", array);
    assertThat(new StructureType(Kind.STRUCT, "s", 4, () -> List.of(large)).layout()).isEmpty();
  }
}
