package org.alfheim.internal.btf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.Stream;
import org.alfheim.internal.typing.SymbolTypes.SymbolPlace;
import org.alfheim.types.CType;
import org.alfheim.types.StructureType;
import org.alfheim.types.TypesException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** BTF that was made to do harm is refused, with where and what, and soon. */
@Timeout(60)
class HostileBtfTest {
  private static byte[] changed(int offset, int size, long value) {
    byte[] bytes = new BtfBlob().integer().type(BtfBlob.VAR, "v", 0, 1, 1).bytes();
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    switch (size) {
      case 1 -> buffer.put(offset, (byte) value);
      case 2 -> buffer.putShort(offset, (short) value);
      default -> buffer.putInt(offset, (int) value);
    }
    return bytes;
  }

  /** Offsets are those of {@code struct btf_header}. */
  static Stream<Arguments> headers() {
    return Stream.of(
        Arguments.of(changed(0, 2, 0x1234), "offset 0x0: no BTF: magic 0x1234, not 0xeb9f"),
        Arguments.of(changed(0, 2, 0x9feb), "offset 0x0: BTF for a big-endian machine"),
        Arguments.of(changed(2, 1, 2), "offset 0x2: version 2 of BTF"),
        Arguments.of(changed(4, 4, 23), "offset 0x4: hdr_len 23 is out of range"),
        Arguments.of(changed(4, 4, -1), "offset 0x4: hdr_len 4294967295 is out of range"),
        Arguments.of(changed(8, 4, -4), "offset 0x8: the type section ends at 0x1"),
        Arguments.of(changed(8, 4, 2), "offset 0x8: type_off is no multiple of 4"),
        Arguments.of(changed(12, 4, -1), "offset 0x8: the type section ends at 0x1"),
        Arguments.of(changed(16, 4, -1), "offset 0x10: the string section ends at 0x1"),
        Arguments.of(changed(20, 4, 0), "offset 0x10: the string section has to begin"),
        Arguments.of(changed(20, 4, 100), "offset 0x10: the string section ends at"),
        Arguments.of(new byte[0], "offset 0x0: the header of BTF has 24 bytes, and 0 are there"),
        Arguments.of(new byte[23], "offset 0x0: the header of BTF has 24 bytes, and 23"));
  }

  @ParameterizedTest
  @MethodSource("headers")
  void aHeaderThatLeadsAstrayIsRefusedAtOnce(byte[] bytes, String problem) {
    refused(() -> BtfBlob.read(bytes), problem);
  }

  private static void refused(ThrowingCallable act, String problem) {
    assertThatThrownBy(act)
        .isInstanceOf(TypesException.class)
        .hasMessageStartingWith("x.btf, offset 0x")
        .hasMessageContaining(problem);
  }

  private static BtfBlob variable(BtfBlob blob, int type) {
    return blob.type(BtfBlob.VAR, "v", 0, type, 1);
  }

  /** Each has a variable {@code v} of type 1, which is at fault. */
  static Stream<Arguments> types() {
    return Stream.of(
        Arguments.of(new BtfBlob().type(BtfBlob.PTR, "", 0, 99), "type 99 of 3"),
        Arguments.of(new BtfBlob().type(BtfBlob.PTR, "", 0, -1), "type 4294967295 of 3"),
        Arguments.of(new BtfBlob().type(BtfBlob.PTR, "", 0, 1), "lies deeper than 256"),
        Arguments.of(new BtfBlob().type(BtfBlob.TYPEDEF, "t", 0, 1), "or in itself"),
        Arguments.of(new BtfBlob().type(BtfBlob.CONST, "", 0, 1), "or in itself"),
        Arguments.of(new BtfBlob().type(BtfBlob.ARRAY, "", 0, 0, 1, 1, 2), "or in itself"),
        Arguments.of(new BtfBlob().type(BtfBlob.FUNC_PROTO, "", 1, 1, 0, 1), "or in itself"),
        Arguments.of(new BtfBlob().type(BtfBlob.FUNC_PROTO, "", 2, 0, 0, 0, 0, 0), "the '...'"),
        Arguments.of(new BtfBlob().type(BtfBlob.ENUM, "e", 1, 3, 0, 0), "enumeration of 3 bytes"),
        Arguments.of(new BtfBlob().type(BtfBlob.DATASEC, "d", 0, 0), "no type of a value"),
        Arguments.of(new BtfBlob().words(0x7fffffff, 1 << 24, 4, 32), "name offset 0x7fffffff"),
        Arguments.of(new BtfBlob().words(-1, 1 << 24, 4, 32), "name offset 0xffffffff"),
        Arguments.of(new BtfBlob().words(0, 31 << 24, 4), "unknown kind 31"),
        Arguments.of(new BtfBlob().words(0, 0, 4), "unknown kind 0"));
  }

  @ParameterizedTest
  @MethodSource("types")
  void aTypeThatLeadsAstrayIsRefused(BtfBlob blob, String problem) {
    BtfTypes types = variable(blob, 1).read();
    refused(() -> types.find(SymbolPlace.named("v")), problem);
  }

  @Test
  void aTypeThatIsNotWholeIsRefused() {
    BtfTypes cut = new BtfBlob().integer().words(1, 2).read();
    refused(() -> cut.named("x"), "the last type is not whole");
    BtfTypes many = new BtfBlob().words(0, BtfBlob.STRUCT << 24 | 0xffff, 4).read();
    refused(() -> many.named("x"), "type 1 has 786432 bytes, and 12 are left");
  }

  @Test
  void aFunctionThatRefersToNoPrototypeIsRefused() {
    BtfTypes types = new BtfBlob().integer().type(BtfBlob.FUNC, "f", 0, 1).read();
    refused(() -> types.find(SymbolPlace.named("f")), "is no prototype");
  }

  /** The members of structure {@code s}, which is type 1. */
  private static List<StructureType.Member> members(BtfBlob blob) {
    return ((StructureType) blob.read().named("struct s").orElseThrow()).members();
  }

  @Test
  void aMemberOutsideOfItsStructureIsRefused() {
    BtfBlob blob = new BtfBlob().type(BtfBlob.STRUCT, "s", 1, 4, 0, 2, 8).integer();
    refused(() -> members(blob), "member 0 of type 1 ends behind the end");
    BtfBlob field = new BtfBlob().flagged(BtfBlob.STRUCT, "s", 1, 4, 0, 2, 5 << 24 | 28).integer();
    refused(() -> members(field), "member 0 of type 1 ends behind the end");
  }

  @Test
  void aStructureThatContainsItselfIsRefused() {
    BtfBlob blob = new BtfBlob().type(BtfBlob.STRUCT, "s", 1, 4, 0, 1, 0);
    refused(() -> members(blob), "or in itself");
    BtfBlob array =
        new BtfBlob()
            .type(BtfBlob.STRUCT, "s", 1, 4, 0, 2, 0)
            .type(BtfBlob.ARRAY, "", 0, 0, 1, 1, 1);
    refused(() -> members(array), "or in itself");
  }

  @Test
  void structuresThatDoubleInEachOtherAreRefused() {
    BtfBlob blob = new BtfBlob();
    for (int i = 1; i <= 100; i++) {
      blob.type(BtfBlob.UNION, i == 1 ? "s" : "", 2, 4, 0, i + 1, 0, 0, i + 1, 0);
    }
    blob.integer();
    BtfTypes types = blob.read();
    StructureType union = (StructureType) types.named("union s").orElseThrow();
    refused(union::members, "has too many members in its members");
  }

  @Test
  void typesThatDoubleInEachOtherAreRefused() {
    BtfBlob blob = new BtfBlob();
    for (int i = 1; i <= 60; i++) {
      blob.type(BtfBlob.FUNC_PROTO, "", 2, 0, 0, i + 1, 0, i + 1);
    }
    BtfTypes types = variable(blob.integer(), 1).read();
    refused(() -> types.find(SymbolPlace.named("v")), "types in it");
  }

  @Test
  void anArrayLargerThanMemoryIsRefused() {
    BtfBlob blob = new BtfBlob();
    for (int i = 1; i <= 3; i++) {
      blob.type(BtfBlob.ARRAY, "", 0, 0, i + 1, 4, -1);
    }
    BtfTypes types = variable(blob.integer(), 1).read();
    refused(() -> types.find(SymbolPlace.named("v")), "more bytes than memory can have");
  }

  @Test
  void namesThatOverlapTakeNoMoreThanInProportion() {
    BtfBlob blob = new BtfBlob();
    int text = blob.name("n".repeat(60_000));
    blob.words(blob.name("e"), BtfBlob.ENUM << 24 | 50_000, 4);
    for (int i = 0; i < 50_000; i++) {
      blob.words(text + i, i);
    }
    BtfTypes types = blob.read();
    refused(() -> types.named("enum e"), "the names overlap, and are too long together");
  }

  @Test
  void aHundredThousandSymbolsOfOneNameAreFoundSoon() {
    BtfBlob blob = new BtfBlob().integer();
    int name = blob.name("v");
    for (int i = 0; i < 100_000; i++) {
      blob.words(name, BtfBlob.VAR << 24, 1, 1);
    }
    assertThat(blob.read().find(SymbolPlace.named("v")).map(CType::spelling)).contains("int");
  }

  @Test
  void namesThatNobodyCanHaveAreNotThere() {
    BtfTypes types = variable(new BtfBlob().integer(), 1).read();
    assertThat(types.find(SymbolPlace.named(""))).isEmpty();
    assertThat(types.find(SymbolPlace.named("v\0"))).isEmpty();
    assertThat(types.named("")).isEmpty();
    assertThat(types.named("struct ")).isEmpty();
  }
}
