package org.alfheim.internal.btf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.alfheim.fixture.Compiler;
import org.alfheim.internal.typing.SymbolTypes;
import org.alfheim.internal.typing.SymbolTypes.SymbolPlace;
import org.alfheim.types.CType;
import org.alfheim.types.EnumType;
import org.alfheim.types.EnumType.Enumerator;
import org.alfheim.types.FunctionType;
import org.alfheim.types.IncompleteType;
import org.alfheim.types.IntegerType;
import org.alfheim.types.PointerType;
import org.alfheim.types.SourcePosition;
import org.alfheim.types.StructureType;
import org.alfheim.types.StructureType.Member;
import org.alfheim.types.UnsupportedType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** BTF as gcc and pahole write it, and as the format has it, says the types that C said. */
@Timeout(120)
class BtfTypesTest {
  @TempDir Path folder;

  private BtfTypes ofGcc(String source) {
    return Sources.image(new Compiler(folder).other("gcc.o", source, "-c", "-w", "-gbtf"));
  }

  private BtfTypes ofPahole(String source) {
    Path object = new Compiler(folder).other("pahole.o", source, "-c", "-w", "-g");
    Compiler.run(List.of("pahole", "-J", object.toString()));
    return Sources.image(object);
  }

  private static CType type(SymbolTypes types, String symbol) {
    return types.find(SymbolPlace.named(symbol)).orElseThrow();
  }

  private static StructureType structure(SymbolTypes types, String name) {
    return (StructureType) types.named(name).orElseThrow().resolved();
  }

  private static List<String> declared(SymbolTypes types) {
    List<String> declared = new ArrayList<>();
    for (String symbol : Sources.SYMBOLS) {
      types.find(SymbolPlace.named(symbol)).ifPresent(type -> declared.add(type.declare(symbol)));
    }
    return declared;
  }

  @Test
  void whatGccWritesSaysWhatWasDeclared() {
    assertThat(declared(ofGcc(Sources.C))).isEqualTo(Sources.DECLARED);
  }

  @Test
  void whatPaholeWritesSaysWhatWasDeclaredOfFunctions() {
    List<String> functions =
        Sources.DECLARED.stream()
            .filter(text -> text.contains("(") && !text.contains("(*table"))
            .toList();
    assertThat(declared(ofPahole(Sources.C))).isEqualTo(functions);
  }

  @Test
  void anImageThatWasStrippedKeepsItsTypes() {
    Path image = new Compiler(folder).c("libtyped.so", Sources.C, "-w", "-gbtf");
    Compiler.run(List.of("strip", image.toString()));
    assertThat(declared(Sources.image(image))).isEqualTo(Sources.DECLARED);
    assertThat(Sources.image(image).origin()).isEqualTo("BTF of libtyped.so");
  }

  @Test
  void anImageWithoutTheSectionHasNone() {
    Path image = new Compiler(folder).c("libplain.so", "int f(void) { return 1; }");
    assertThat(BtfTypes.ofImage("libplain.so", MemorySegment.ofArray(Sources.bytes(image))))
        .isEmpty();
  }

  @Test
  void bitFieldsLieWhereTheCompilerPutsThem() {
    // psABI 3.1.2: allocated from right to left, and int:0 begins the next int.
    assertThat(structure(ofGcc(Sources.C), "struct bits").members())
        .extracting(Member::name, Member::bitOffset, Member::bitWidth)
        .containsExactly(
            tuple("a", 0L, OptionalInt.of(3)),
            tuple("b", 3L, OptionalInt.of(5)),
            tuple("c", 8L, OptionalInt.of(40)),
            tuple("f", 64L, OptionalInt.of(1)),
            tuple("e", 65L, OptionalInt.of(3)));
  }

  @Test
  void bitFieldsThatAreOlderThanTheFlagAreNarrowIntegers() {
    BtfTypes types =
        new BtfBlob()
            .type(BtfBlob.INT, "int", 0, 4, 1 << 24 | 2 << 16 | 5)
            .type(BtfBlob.STRUCT, "old", 1, 4, 1, 1, 8)
            .read();
    assertThat(structure(types, "struct old").members())
        .extracting(Member::bitOffset, Member::bitWidth)
        .containsExactly(tuple(10L, OptionalInt.of(5)));
  }

  @Test
  void aStructureThatPointsToItselfIsOne() {
    StructureType self = structure(ofGcc(Sources.C), "struct self");
    PointerType next = (PointerType) self.members().getFirst().type();
    assertThat(next.target()).isSameAs(self);
  }

  @Test
  void aMemberOfAnUnnamedStructureIsOneOfTheOuter() {
    StructureType union = structure(ofGcc(Sources.C), "union u");
    assertThat(union.kind()).isEqualTo(StructureType.Kind.UNION);
    assertThat(union.member("b").orElseThrow().offset()).isEqualTo(1);
  }

  @Test
  void enumerationsHaveTheirValues() {
    EnumType color = (EnumType) ofGcc(Sources.C).named("enum color").orElseThrow();
    assertThat(color.enumerators())
        .containsExactly(
            new Enumerator("RED", 0), new Enumerator("GREEN", 1), new Enumerator("BLUE", 7));
    assertThat(color.underlying()).isEqualTo(new IntegerType("unsigned int", 32, false));
  }

  @Test
  void enumerationsAreSignedWhereTheFlagSaysSoAndWideInTheirOwnKind() {
    BtfTypes types =
        ofPahole(
            "enum s { LOW = -1 } s(enum s x) { return x; }"
                + "enum w { HIGH = 0x123456789abcdefLL, MINUS = -2 } w(enum w x) { return x; }");
    EnumType narrow = (EnumType) types.named("enum s").orElseThrow();
    assertThat(narrow.enumerators()).containsExactly(new Enumerator("LOW", -1));
    assertThat(narrow.underlying()).isEqualTo(new IntegerType("int", 32, true));
    EnumType wide = (EnumType) types.named("enum w").orElseThrow();
    assertThat(wide.enumerators())
        .containsExactly(new Enumerator("HIGH", 0x123456789abcdefL), new Enumerator("MINUS", -2));
    assertThat(wide.underlying().bits()).isEqualTo(64);
  }

  @Test
  void aTypeThatIsOnlyDeclaredIsIncomplete() {
    BtfTypes types = ofGcc(Sources.C);
    FunctionType look = (FunctionType) type(types, "look");
    assertThat(((PointerType) look.parameters().getFirst().type()).target())
        .isEqualTo(new IncompleteType("struct opaque"));
  }

  @Test
  void ofSeveralTypesWithANameTheOneWithMembersIsMeant() {
    BtfTypes types =
        new BtfBlob().type(BtfBlob.FWD, "s", 0, 0).type(BtfBlob.STRUCT, "s", 0, 8).read();
    assertThat(structure(types, "struct s").size()).hasValue(8);
    assertThat(types.named("union s")).isEmpty();
    assertThat(types.named("s")).isEmpty();
  }

  @Test
  void whatHasNoCounterpartHasANameAndASize() {
    BtfTypes types =
        ofGcc(
            "typedef float v4 __attribute__((vector_size(16))); v4 v;"
                + "v4 f(v4 x) { return x; } _Complex float c; long double l;");
    FunctionType f = (FunctionType) type(types, "f");
    assertThat(f.parameters().getFirst().type()).isInstanceOf(UnsupportedType.class);
    assertThat(type(types, "c")).isEqualTo(unsupported("_Complex float", 8));
    assertThat(type(types, "l")).isEqualTo(unsupported("long double", 16));
  }

  @Test
  void aVectorIsNoPointer() {
    BtfTypes types =
        ofPahole("typedef float v4 __attribute__((vector_size(16)));" + "v4 f(v4 x) { return x; }");
    FunctionType f = (FunctionType) type(types, "f");
    assertThat(f.parameters().getFirst().type()).isEqualTo(unsupported("v4", 16));
    assertThat(f.result()).isEqualTo(unsupported("v4", 16));
  }

  private static UnsupportedType unsupported(String name, long size) {
    return new UnsupportedType(name, java.util.OptionalLong.of(size));
  }

  @Test
  void theSectionsOfSeveralObjectsAreReadToTheLast() {
    Compiler compiler = new Compiler(folder);
    Path one = compiler.other("one.o", "int one(int a) { return a; }", "-c", "-gbtf", "-fPIC");
    Path two = compiler.other("two.o", "long two(long b) { return b; }", "-c", "-gbtf", "-fPIC");
    Path image = folder.resolve("libboth.so");
    Compiler.run(List.of("gcc", "-shared", "-o", image.toString(), one.toString(), two.toString()));
    BtfTypes types = Sources.image(image);
    assertThat(type(types, "one").declare("one")).isEqualTo("int one(int a)");
    assertThat(type(types, "two").declare("two")).isEqualTo("long two(long b)");
  }

  @Test
  void ofANameWithSeveralTypesNothingIsKnown() {
    BtfTypes types =
        new BtfBlob()
            .integer()
            .type(BtfBlob.FUNC_PROTO, "", 0, 1)
            .type(BtfBlob.FUNC_PROTO, "", 0, 0)
            .type(BtfBlob.FUNC, "f", 0, 2)
            .type(BtfBlob.FUNC, "f", 0, 3)
            .type(BtfBlob.FUNC, "g", 0, 2)
            .type(BtfBlob.FUNC, "g", 0, 2)
            .read();
    assertThat(types.find(SymbolPlace.named("f"))).isEmpty();
    assertThat(types.find(SymbolPlace.named("g"))).isPresent();
    assertThat(types.find(SymbolPlace.named("h"))).isEmpty();
  }

  @Test
  void aFunctionWithoutAPrototypeIsVariadicAndHasNoParameters() {
    BtfTypes types =
        new BtfBlob().type(BtfBlob.FUNC_PROTO, "", 1, 0, 0, 0).type(BtfBlob.FUNC, "f", 0, 1).read();
    FunctionType f = (FunctionType) type(types, "f");
    assertThat(f.variadic()).isTrue();
    assertThat(f.parameters()).isEmpty();
  }

  @Test
  void positionsAreTags() {
    BtfTypes types =
        new BtfBlob()
            .integer()
            .type(BtfBlob.VAR, "v", 0, 1, 1)
            .type(BtfBlob.VAR, "w", 0, 1, 1)
            .type(BtfBlob.DECL_TAG, "alfheim:position=/a:b/c.h:42", 0, 2, -1)
            .type(BtfBlob.DECL_TAG, "alfheim:position=none", 0, 3, -1)
            .read();
    assertThat(types.position(SymbolPlace.named("v"))).contains(new SourcePosition("/a:b/c.h", 42));
    assertThat(types.position(SymbolPlace.named("w"))).isEqualTo(Optional.empty());
  }
}
