package org.alfheim.internal.btf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import org.alfheim.fixture.Compiler;
import org.alfheim.internal.typing.SymbolTypes.SymbolPlace;
import org.alfheim.types.ArrayType;
import org.alfheim.types.CType;
import org.alfheim.types.EnumType;
import org.alfheim.types.EnumType.Enumerator;
import org.alfheim.types.FunctionType;
import org.alfheim.types.IncompleteType;
import org.alfheim.types.IntegerType;
import org.alfheim.types.Parameter;
import org.alfheim.types.PointerType;
import org.alfheim.types.ReferenceType;
import org.alfheim.types.SourcePosition;
import org.alfheim.types.StructureType;
import org.alfheim.types.StructureType.Kind;
import org.alfheim.types.StructureType.Member;
import org.alfheim.types.TypedefType;
import org.alfheim.types.TypesException;
import org.alfheim.types.UnsupportedType;
import org.alfheim.types.VoidType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is written is what others read, and what is read again. */
@Timeout(120)
class BtfWriterTest {
  private static final CType INT = new IntegerType("int", 32, true);

  @TempDir Path folder;

  private List<TypedSymbol> ofGcc(String source, List<String> names) {
    Path object = new Compiler(folder).other("gcc.o", source, "-c", "-w", "-gbtf");
    return Sources.symbols(Sources.image(object), names);
  }

  private Path written(List<TypedSymbol> symbols, CType... more) {
    return Bpftool.write(folder.resolve("ours.btf"), BtfWriter.write(symbols, List.of(more)));
  }

  private static BtfTypes read(byte[] bytes) {
    return BtfTypes.of("ours.btf", MemorySegment.ofArray(bytes));
  }

  private static TypedSymbol symbol(String name, CType type) {
    return new TypedSymbol(name, type, Optional.empty());
  }

  private static CType again(CType type) {
    return read(BtfWriter.write(List.of(symbol("s", type)), List.of()))
        .find(SymbolPlace.named("s"))
        .orElseThrow();
  }

  private static StructureType structure(String name, Member... members) {
    return new StructureType(Kind.STRUCT, name, 8, () -> List.of(members));
  }

  @Test
  void bpftoolReadsInOursWhatItReadsInThatOfGcc() {
    Path ours = written(ofGcc(Sources.C, Sources.SYMBOLS));
    assertThat(new Bpftool(ours).symbols())
        .isEqualTo(new Bpftool(folder.resolve("gcc.o")).symbols())
        .hasSize(Sources.SYMBOLS.size());
  }

  @Test
  void whatIsReadAgainIsTheSame() {
    List<TypedSymbol> symbols = ofGcc(Sources.C, Sources.SYMBOLS);
    BtfTypes again = read(BtfWriter.write(symbols, List.of()));
    for (TypedSymbol symbol : symbols) {
      CType type = again.find(SymbolPlace.named(symbol.name())).orElseThrow();
      assertThat(TypeText.of(type)).isEqualTo(TypeText.of(symbol.type()));
    }
  }

  @Test
  void theSameSymbolsGiveTheSameBytesInWhateverOrder() {
    List<TypedSymbol> symbols = new ArrayList<>(ofGcc(Sources.C, Sources.SYMBOLS));
    byte[] bytes = BtfWriter.write(symbols, List.of());
    Collections.shuffle(symbols, new Random(7));
    assertThat(BtfWriter.write(symbols, List.of())).isEqualTo(bytes);
    assertThat(BtfWriter.write(ofGcc(Sources.C, Sources.SYMBOLS), List.of())).isEqualTo(bytes);
  }

  @Test
  void theSameStructureOfTwoFilesIsThereOnce() {
    String source =
        "struct in { struct in *next; struct { int a; } un; struct other *o; };"
            + " struct other { struct in *back; }; ";
    List<TypedSymbol> symbols = new ArrayList<>(ofGcc(source + "struct in a;", List.of("a")));
    symbols.addAll(ofGcc(source + "struct other *b; struct in c;", List.of("b", "c")));
    Bpftool tool = new Bpftool(written(symbols));
    assertThat(tool.count("STRUCT")).hasSize(2).containsEntry("in", 1).containsEntry("other", 1);
    assertThat(Bpftool.header(folder.resolve("ours.btf"))).containsOnlyOnce("int a;");
  }

  @Test
  void twoStructuresOfANameThatDifferFarBelowAreBothThere() {
    String source =
        "struct in { struct out *next; }; struct out { struct end *e; };"
            + " struct end { %s x; }; struct in *%s;";
    List<TypedSymbol> symbols = new ArrayList<>(ofGcc(source.formatted("int", "a"), List.of("a")));
    symbols.addAll(ofGcc(source.formatted("long", "b"), List.of("b")));
    assertThat(new Bpftool(written(symbols)).count("STRUCT"))
        .containsEntry("in", 2)
        .containsEntry("out", 2)
        .containsEntry("end", 2);
  }

  @Test
  void typesThatNoSymbolReachesCanBeHadByTheirNames() {
    CType unused = new TypedefType("unused_t", structure("struct unused"));
    Path ours = written(List.of(symbol("a", INT)), unused);
    assertThat(new Bpftool(ours).count("TYPEDEF")).containsOnlyKeys("unused_t");
    assertThat(read(Sources.bytes(ours)).named("struct unused")).isPresent();
  }

  @Test
  void positionsStandBesideTheirSymbols() {
    SourcePosition position = new SourcePosition("/usr/include/a.h", 12);
    Path ours =
        written(
            List.of(
                new TypedSymbol("a", INT, Optional.of(position)),
                new TypedSymbol(
                    "f", new FunctionType(INT, List.of(), false), Optional.of(position))));
    assertThat(new Bpftool(ours).tags("f")).containsExactly("alfheim:position=/usr/include/a.h:12");
    BtfTypes types = read(Sources.bytes(ours));
    assertThat(types.position(SymbolPlace.named("a"))).contains(position);
  }

  @Test
  void whatIsOfCxxComesBack() {
    CType target = structure("ns::point", new Member("x", INT, 0, OptionalInt.empty()));
    StructureType type = new StructureType(Kind.CLASS, "widget", 4, List::of);
    for (CType each :
        List.of(
            new ReferenceType(target, true, false),
            new ReferenceType(target, false, true),
            new PointerType(type, false),
            new PointerType(new IncompleteType("ns::opaque"), true),
            new EnumType(
                "ns::color", new IntegerType("int", 32, true), List.of(new Enumerator("A", -1))),
            new EnumType(
                "shade",
                new IntegerType("unsigned char", 8, false),
                List.of(new Enumerator("B", 200))))) {
      assertThat(TypeText.of(again(each))).isEqualTo(TypeText.of(each));
    }
  }

  @Test
  void whatHasNoCounterpartComesBack() {
    for (CType each :
        List.of(
            new UnsupportedType("long double", OptionalLong.of(16)),
            new UnsupportedType("_Complex float", OptionalLong.of(8)),
            new UnsupportedType("_Complex long double", OptionalLong.of(32)),
            new UnsupportedType("unsigned __int128", OptionalLong.of(16)),
            new UnsupportedType("int A::*", OptionalLong.of(8)),
            new UnsupportedType("vector", OptionalLong.empty()),
            new PointerType(new IncompleteType("sqlite3"), false),
            new PointerType(new IncompleteType("enum later"), false),
            new PointerType(new IncompleteType("union later"), false),
            new FunctionType(INT, List.of(), true))) {
      assertThat(again(each)).isEqualTo(each);
    }
  }

  @Test
  void aTypedefThatNamesAFunctionDeclaresOne() {
    CType handler = new TypedefType("handler", new FunctionType(INT, List.of(), false));
    assertThat(again(handler)).isEqualTo(new FunctionType(INT, List.of(), false));
  }

  @Test
  void wideEnumerationsKeepTheirValues() {
    EnumType wide =
        new EnumType(
            "enum w",
            new IntegerType("unsigned long", 64, false),
            List.of(new Enumerator("ALL", -1), new Enumerator("TOP", Long.MIN_VALUE)));
    assertThat(again(wide)).isEqualTo(wide);
    assertThat(Bpftool.header(written(List.of(symbol("s", wide)))))
        .contains("ALL = 18446744073709551615ULL", "TOP = 9223372036854775808ULL");
  }

  @Test
  void whatBtfCannotSayIsRefusedWithTheSymbol() {
    CType huge = new ArrayType(new IntegerType("char", 8, true), OptionalLong.of(1L << 32));
    List<TypedSymbol> symbols = List.of(symbol("huge", huge));
    assertThatThrownBy(() -> BtfWriter.write(symbols, List.of()))
        .isInstanceOf(TypesException.class)
        .hasMessage("huge: BTF: an array of 4294967296 elements; BTF can say less than 2^32");
    CType none = new FunctionType(INT, List.of(new Parameter("p", new VoidType())), false);
    assertThatThrownBy(() -> BtfWriter.write(List.of(symbol("f", none)), List.of()))
        .isInstanceOf(TypesException.class)
        .hasMessageStartingWith("f: BTF: a parameter of type void");
    StructureType far =
        new StructureType(
            Kind.STRUCT,
            "struct far",
            1 << 22,
            () -> List.of(new Member("bit", INT, 1 << 24, OptionalInt.of(3))));
    assertThatThrownBy(() -> BtfWriter.write(List.of(symbol("v", far)), List.of()))
        .isInstanceOf(TypesException.class)
        .hasMessageContaining("struct far.bit begins at bit 16777216");
  }

  @Test
  void manyMoreEnumeratorsThanBtfCanSayAreRefused() {
    List<Enumerator> enumerators = new ArrayList<>();
    for (int i = 0; i < 65_536; i++) {
      enumerators.add(new Enumerator("E" + i, i));
    }
    CType type = new EnumType("enum e", new IntegerType("unsigned int", 32, false), enumerators);
    assertThatThrownBy(() -> BtfWriter.write(List.of(symbol("v", type)), List.of()))
        .isInstanceOf(TypesException.class)
        .hasMessageContaining("e has 65536 elements; BTF can say 65535");
  }
}
