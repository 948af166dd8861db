package org.alfheim.elf;

import static org.alfheim.elf.DynamicSection.DT_GNU_HASH;
import static org.alfheim.elf.DynamicSection.DT_HASH;
import static org.alfheim.elf.DynamicSection.DT_INIT;
import static org.alfheim.elf.DynamicSection.DT_JMPREL;
import static org.alfheim.elf.DynamicSection.DT_PLTRELSZ;
import static org.alfheim.elf.DynamicSection.DT_RELA;
import static org.alfheim.elf.DynamicSection.DT_RELASZ;
import static org.alfheim.elf.ProgramHeader.PT_DYNAMIC;
import static org.alfheim.elf.ProgramHeader.PT_GNU_STACK;
import static org.alfheim.elf.ProgramHeader.PT_LOAD;
import static org.alfheim.elf.ProgramHeader.PT_TLS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What linkers may leave out, move about and add: odd, and to be opened all the same. */
@Timeout(value = 60, threadMode = SEPARATE_THREAD)
class LegalShapeTest {
  @TempDir static Path directory;
  private static Gcc gcc;
  private static Path sample;

  @BeforeAll
  static void compile() {
    gcc = new Gcc(directory);
    sample = Sample.compile(gcc, "libsample.so");
  }

  private static SharedObject parse(EditableElf elf) {
    SharedObject object = Images.parse("lib.so", elf.bytes());
    Walk.over(object);
    return object;
  }

  private static SharedObject parse(Path path) {
    return parse(EditableElf.of(path));
  }

  private static void assertFindsTheSymbolsOfTheSample(SharedObject object) {
    SymbolTable symbols = object.symbols();
    assertThat(symbols.get(object.find("counter").orElseThrow()).size()).isEqualTo(4);
    assertThat(symbols.get(object.find("hello").orElseThrow()).type())
        .isEqualTo(ElfSymbol.Type.FUNC);
    assertThat(object.find("printf")).as("an import").isEmpty();
    assertThat(object.find("secret")).as("a hidden symbol").isEmpty();
    assertThat(object.find("")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"gnu, true, false", "sysv, false, true", "both, true, true"})
  void aHashTableOfEitherKindOrBoth(String style, boolean gnu, boolean sysv) {
    SharedObject object =
        parse(Sample.compile(gcc, "libhash-" + style + ".so", "-Wl,--hash-style=" + style));

    assertThat(object.gnuHash().isPresent()).isEqualTo(gnu);
    assertThat(object.sysvHash().isPresent()).isEqualTo(sysv);
    assertThat(object.symbols().count()).isEqualTo(Images.parse(sample).symbols().count());
    assertFindsTheSymbolsOfTheSample(object);
  }

  @Test
  void noHashTableAtAll() {
    EditableElf elf = EditableElf.of(sample);
    int count = Images.parse(sample).symbols().count();
    elf.drop(DT_HASH).drop(DT_GNU_HASH);

    SharedObject object = parse(elf);
    assertThat(object.symbols().count()).as("by the section header").isEqualTo(count);
    assertFindsTheSymbolsOfTheSample(object);
  }

  @Test
  void noHashTableAndNoSectionHeaders() {
    EditableElf elf = withoutSections(EditableElf.of(sample).drop(DT_HASH).drop(DT_GNU_HASH));

    SharedObject object = parse(elf);
    int highest = 0;
    for (RelocationTable table : List.of(object.rela(), object.jumpRelocations())) {
      for (int i = 0; i < table.count(); i++) {
        highest = Math.max(highest, table.symbol(i));
      }
    }
    assertThat(object.symbols().count()).as("by the relocations").isEqualTo(highest + 1);
    assertThat(object.find("counter")).isPresent();
  }

  @Test
  void aSectionHeaderOfTheSymbolsThatLies() {
    EditableElf elf = EditableElf.of(sample).drop(DT_HASH).drop(DT_GNU_HASH);
    int sections = (int) elf.get(40, 8);
    for (int i = 0; i < elf.get(60, 2); i++) {
      if (elf.get(sections + i * 64 + 4, 4) == SectionHeader.SHT_DYNSYM) {
        elf.set(sections + i * 64 + 32, 8, Long.MAX_VALUE - 23);
      }
    }
    assertThat(parse(elf).find("counter")).isPresent();
  }

  @Test
  void importsOnlyAndSoAGnuHashTableWithoutSymbols() {
    Path path =
        gcc.bare(
            "libimports.so",
            "extern int a(void), b(void); __attribute__((used)) static int c(void) { return a() + b(); }",
            "-Wl,--hash-style=gnu",
            "-Wl,-z,lazy");
    for (EditableElf elf : List.of(EditableElf.of(path), withoutSections(EditableElf.of(path)))) {
      SharedObject object = parse(elf);
      assertThat(object.symbols().count()).isEqualTo(3);
      assertThat(object.exported()).isEmpty();
      assertThat(object.gnuHash().orElseThrow().symbolCount()).isLessThan(3);
      assertThat(object.find("a")).isEmpty();
    }
  }

  private static EditableElf withoutSections(EditableElf elf) {
    int sections = (int) elf.get(40, 8);
    return elf.set(40, 8, 0).set(60, 2, 0).set(62, 2, 0).cut(sections);
  }

  @Test
  void noSectionHeaders() {
    SharedObject whole = Images.parse(sample);
    SharedObject object = parse(withoutSections(EditableElf.of(sample)));

    assertThat(object.symbols().count()).isEqualTo(whole.symbols().count());
    assertThat(object.buildId()).isPresent().isEqualTo(whole.buildId());
    assertFindsTheSymbolsOfTheSample(object);
  }

  @Test
  void sectionHeadersThatAreNotInTheFile() {
    EditableElf elf = EditableElf.of(sample);
    assertFindsTheSymbolsOfTheSample(parse(elf.cut((int) elf.get(40, 8))));
  }

  @Test
  void packedRelativeRelocations() {
    SharedObject object = parse(sample);
    List<Long> addresses = new ArrayList<>();
    object.relr().forEach(addresses::add);

    assertThat(addresses).isNotEmpty().isEqualTo(new Readelf(sample).relr());
  }

  @Test
  void noRelocations() {
    SharedObject object = parse(gcc.bare("libnone.so", "int f(void) { return 1; }"));

    assertThat(object.rela().count()).isZero();
    assertThat(object.jumpRelocations().count()).isZero();
    assertThat(object.relr().count()).isZero();
    assertThat(object.find("f")).isPresent();
    assertThat(object.initArray()).isEqualTo(AddressArray.EMPTY);
    assertThat(object.init()).isEmpty();
    assertThat(object.needed()).isEmpty();
    assertThat(object.soname()).isEmpty();
    assertThat(object.versions().present()).isFalse();
  }

  @Test
  void jumpRelocationsAtTheEndOfTheOthers() {
    EditableElf elf = EditableElf.of(sample);
    SharedObject apart = parse(elf);
    assertThat(elf.value(DT_JMPREL)).isEqualTo(elf.value(DT_RELA) + elf.value(DT_RELASZ));
    elf.setValue(DT_RELASZ, elf.value(DT_RELASZ) + elf.value(DT_PLTRELSZ));

    assertSameRelocations(parse(elf), apart);
  }

  @Test
  void jumpRelocationsAtTheBeginningOfTheOthers() {
    EditableElf elf = EditableElf.of(sample);
    int all = (int) (elf.value(DT_RELASZ) + elf.value(DT_PLTRELSZ)) / 24;
    elf.setValue(DT_RELASZ, all * 24L).setValue(DT_JMPREL, elf.value(DT_RELA));

    SharedObject object = parse(elf);
    assertThat(object.jumpRelocations().count()).isEqualTo(2);
    assertThat(object.jumpRelocations().offset(0)).isEqualTo(elf.get(elf.table(DT_RELA), 8));
    assertThat(object.rela().count()).isEqualTo(all - 2);
    assertThat(object.rela().offset(0)).isEqualTo(elf.get(elf.table(DT_RELA) + 48, 8));
  }

  @Test
  void jumpRelocationsThatAreAllThereIs() {
    EditableElf elf = EditableElf.of(sample);
    elf.setValue(DT_RELA, elf.value(DT_JMPREL)).setValue(DT_RELASZ, elf.value(DT_PLTRELSZ));

    SharedObject object = parse(elf);
    assertThat(object.rela().count()).isZero();
    assertThat(object.jumpRelocations().count()).isEqualTo(2);
  }

  private static void assertSameRelocations(SharedObject one, SharedObject other) {
    assertThat(one.rela().count()).isEqualTo(other.rela().count());
    for (int i = 0; i < one.rela().count(); i++) {
      assertThat(one.rela().offset(i)).isEqualTo(other.rela().offset(i));
    }
    assertThat(one.jumpRelocations().count()).isEqualTo(other.jumpRelocations().count());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0x1000", "0x10000", "0x200000"})
  void pagesOfAnySize(String size) {
    SharedObject object =
        parse(Sample.compile(gcc, "libpage-" + size + ".so", "-Wl,-z,max-page-size=" + size));

    assertThat(object.loadSegments()).allMatch(s -> s.align() == Long.decode(size));
    assertFindsTheSymbolsOfTheSample(object);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-Wl,-z,separate-code", "-Wl,-z,noseparate-code", "-Wl,-z,norelro"})
  void codeApartOrTogether(String option) {
    assertFindsTheSymbolsOfTheSample(parse(Sample.compile(gcc, "libcode.so", option)));
  }

  @Test
  void anImageThatDoesNotBeginAtZero() {
    SharedObject object =
        parse(Sample.compile(gcc, "libhigh.so", "-Wl,-Ttext-segment=0x7f0000000000"));

    assertThat(object.loadSegments().getFirst().vaddr()).isEqualTo(new Vaddr(0x7f0000000000L));
    assertFindsTheSymbolsOfTheSample(object);
  }

  @Test
  void bssThatStartsWithinAPage() {
    ProgramHeader last = parse(sample).loadSegments().getLast();

    assertThat(last.memorySize()).isGreaterThan(last.fileSize() + 12000);
    assertThat(last.vaddr().plus(last.fileSize()).value() % 4096).isNotZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 16, 4096, 1 << 16, 1 << 21, 1 << 30})
  void segmentsOfAnyAlignment(long align) {
    EditableElf elf = EditableElf.of(sample);
    elf.set(elf.segment(PT_LOAD) + 48, 8, align);

    assertThat(parse(elf).loadSegments().getFirst().align()).isEqualTo(align);
  }

  @Test
  void aLoadableSegmentOfNothing() {
    EditableElf elf = EditableElf.of(sample);
    elf.set(elf.segment(PT_GNU_STACK), 4, PT_LOAD);
    int loadable = Images.parse(sample).loadSegments().size();

    assertThat(parse(elf).loadSegments()).hasSize(loadable);
    assertThat(parse(elf).programHeaders())
        .filteredOn(p -> p.type() == PT_LOAD)
        .hasSize(loadable + 1);
  }

  @Test
  void aLoadableSegmentWithNothingInTheFile() {
    EditableElf elf = EditableElf.of(sample);
    int stack = elf.segment(PT_GNU_STACK);
    elf.set(stack, 4, PT_LOAD).set(stack + 8, 8, 1 << 30).set(stack + 16, 8, 0x100000);
    elf.set(stack + 40, 8, 0x5000).set(stack + 48, 8, 4096);

    SharedObject object = parse(elf);
    assertThat(object.loadSegments().getLast().memorySize()).isEqualTo(0x5000);
    assertThatThrownBy(() -> object.contentAt(new Vaddr(0x100000), 1))
        .isInstanceOf(ElfException.class);
  }

  @Test
  void aDynamicSectionThatIsNotWritable() {
    EditableElf elf = EditableElf.of(sample);
    elf.set(elf.segment(PT_DYNAMIC) + 4, 4, ProgramHeader.PF_R);

    assertThat(parse(elf).segment(PT_DYNAMIC).orElseThrow().writable()).isFalse();
  }

  @Test
  void unknownTagsAndSegments() {
    EditableElf elf = EditableElf.of(sample);
    elf.set(elf.dynamic(DT_INIT), 8, 0x6abcdef0L).set(elf.segment(PT_GNU_STACK), 4, 0x60001234L);

    SharedObject object = parse(elf);
    assertThat(object.init()).isEmpty();
    assertThat(object.dynamic().value(0x6abcdef0L)).isPresent();
    assertThat(object.segment(PT_GNU_STACK)).isEmpty();
    assertThat(object.segment(0x60001234)).isPresent();
  }

  /** What dlopen does not look at is nothing to refuse an image for. */
  @ParameterizedTest
  @ValueSource(
      ints = {
        ProgramHeader.PT_INTERP,
        ProgramHeader.PT_NOTE,
        5,
        ProgramHeader.PT_PHDR,
        ProgramHeader.PT_GNU_EH_FRAME,
        ProgramHeader.PT_GNU_PROPERTY,
        0x6474e554,
        0x70000001
      })
  void optionalSegmentsThatLieOutsideOfTheImageAndOfTheFile(int type) {
    EditableElf elf = EditableElf.of(sample);
    for (int header : new int[] {elf.segment(PT_GNU_STACK), elf.segment(ProgramHeader.PT_NOTE)}) {
      elf.set(header, 4, type).set(header + 8, 8, 1L << 40).set(header + 16, 8, 1L << 40);
      elf.set(header + 32, 8, -1).set(header + 40, 8, -1).set(header + 48, 8, 24);
    }

    assertFindsTheSymbolsOfTheSample(parse(elf));
  }

  @Test
  void anInitialisationFunctionAtZeroIsNone() {
    assertThat(parse(EditableElf.of(sample).setValue(DT_INIT, 0)).init()).isEmpty();
  }

  @Test
  void theLastOfTwoEntriesOfOneTagIsTheOneThatCounts() {
    EditableElf elf = EditableElf.of(sample);
    long init = elf.value(DT_INIT);
    elf.set(elf.dynamic(DynamicSection.DT_SONAME) + 8, 8, 0);
    elf.set(elf.dynamic(DynamicSection.DT_SONAME), 8, DT_INIT);

    assertThat(elf.dynamic(DT_INIT)).as("the first is the one that was changed").isPositive();
    assertThat(parse(elf).init()).contains(new Vaddr(init));
  }

  @Test
  void threadLocalStorageWithoutAnImage() {
    SharedObject object =
        parse(gcc.bare("libtbss.so", "__thread int v[7]; int *f(void) { return v; }"));

    ProgramHeader tls = object.segment(PT_TLS).orElseThrow();
    assertThat(tls.fileSize()).isZero();
    assertThat(tls.memorySize()).isEqualTo(28);
  }

  @Test
  void staticThreadLocalStorageAndOwnSymbolsFirst() {
    SharedObject object =
        parse(
            gcc.bare(
                "libstatic.so",
                "extern __thread int v; int f(void) { return v; }",
                "-ftls-model=initial-exec",
                "-Wl,-Bsymbolic"));

    assertThat(object.staticTls()).isTrue();
    assertThat(object.symbolic()).isTrue();
    assertThat(object.textRelocations()).isFalse();
    assertThat(Images.parse(sample).staticTls()).isFalse();
    assertThat(Images.parse(sample).symbolic()).isFalse();
  }

  @Test
  void relocationsOfText() {
    Path path =
        gcc.compile(
            "libtext.so",
            "extern int v; int *f(void) { return &v; }",
            List.of("-shared", "-fno-pic", "-mcmodel=large", "-nostdlib", "-Wl,-z,notext"));

    assertThat(parse(path).textRelocations()).isTrue();
  }

  @Test
  void searchPathsInBothForms() {
    SharedObject runpath =
        parse(
            gcc.bare("librun.so", "", "-Wl,-rpath,$ORIGIN/../lib:/opt", "-Wl,--enable-new-dtags"));
    SharedObject rpath =
        parse(gcc.bare("librp.so", "", "-Wl,-rpath,$ORIGIN", "-Wl,--disable-new-dtags"));

    assertThat(runpath.runpath()).contains("$ORIGIN/../lib:/opt");
    assertThat(runpath.rpath()).isEmpty();
    assertThat(rpath.rpath()).contains("$ORIGIN");
    assertThat(rpath.runpath()).isEmpty();
  }

  @Test
  void symbolsOfEveryKind() {
    SharedObject object = parse(sample);

    assertThat(symbol(object, "counter"))
        .satisfies(s -> {
          assertThat(s.type()).isEqualTo(ElfSymbol.Type.OBJECT);
          assertThat(s.binding()).isEqualTo(ElfSymbol.Binding.GLOBAL);
          assertThat(s.visibility()).isEqualTo(ElfSymbol.Visibility.DEFAULT);
          assertThat(s.defined()).isTrue();
          assertThat(s.absolute()).isFalse();
        });
    assertThat(symbol(object, "weak").binding()).isEqualTo(ElfSymbol.Binding.WEAK);
    assertThat(symbol(object, "guarded").visibility()).isEqualTo(ElfSymbol.Visibility.PROTECTED);
    assertThat(symbol(object, "chosen").type()).isEqualTo(ElfSymbol.Type.GNU_IFUNC);
    assertThat(symbol(object, "thread_value").type()).isEqualTo(ElfSymbol.Type.TLS);
    assertThat(symbol(object, "thread_value").value()).isEqualTo(new Vaddr(0));
    assertThat(symbol(object, "V1").absolute()).isTrue();
  }

  private static ElfSymbol symbol(SharedObject object, String name) {
    return object.symbols().get(object.find(name).orElseThrow());
  }

  @Test
  void symbolsOfKindsThatNobodyKnowsAreNotFound() {
    EditableElf elf = EditableElf.of(sample);
    int counter = elf.symbol(elf.symbolNamed("counter"));
    elf.set(counter + 4, 1, 0xfd);

    SharedObject object = parse(elf);
    ElfSymbol symbol = object.symbols().get(elf.symbolNamed("counter"));
    assertThat(symbol.type()).isEqualTo(ElfSymbol.Type.OTHER);
    assertThat(symbol.binding()).isEqualTo(ElfSymbol.Binding.OTHER);
    assertThat(object.find("counter")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gnu", "sysv"})
  void namesInUtf8(String style) {
    SharedObject object =
        parse(
            gcc.bare(
                "libutf8-" + style + ".so",
                "int f(void) __asm__(\"größe·δ\"); int f(void) { return 1; }",
                "-Wl,--hash-style=" + style));

    assertThat(symbol(object, "größe·δ").name()).isEqualTo("größe·δ");
  }

  @Test
  void severalVersionsOfOneName() {
    SharedObject object = parse(sample);
    OptionalInt newer = object.find("answer");
    OptionalInt older = object.find("answer", "V1");

    assertThat(object.versions().nameOf(newer.orElseThrow())).contains("V2");
    assertThat(object.find("answer", "V2")).isEqualTo(newer);
    assertThat(older).isPresent().isNotEqualTo(newer);
    assertThat(object.versions().hidden(older.orElseThrow())).isTrue();
    assertThat(object.versions().hidden(newer.orElseThrow())).isFalse();
    assertThat(object.find("answer", "V3")).isEmpty();
    assertThat(object.versions().definitions())
        .containsExactly(
            new VersionDefinition("libsample.so.1", 1, true, List.of()),
            new VersionDefinition("V1", 2, false, List.of()),
            new VersionDefinition("V2", 3, false, List.of("V1")));
  }

  @Test
  void importsKnowTheFileOfTheirVersion() {
    EditableElf elf = EditableElf.of(sample);
    SharedObject object = parse(elf);
    int printf = elf.symbolNamed("printf");

    assertThat(object.versions().fileOf(printf)).contains("libc.so.6");
    assertThat(object.versions().nameOf(printf)).contains("GLIBC_2.2.5");
    assertThat(object.versions().fileOf(elf.symbolNamed("counter"))).isEmpty();
    assertThat(object.versions().nameOf(elf.symbolNamed("missing"))).isEqualTo(Optional.empty());
  }

  @Test
  void anImageWithoutVersionsMatchesAnyVersion() {
    SharedObject object = parse(gcc.bare("libplain.so", "int f(void) { return 1; }"));

    assertThat(object.find("f", "ANY_1.0")).isEqualTo(object.find("f")).isPresent();
    assertThat(object.versions().index(object.find("f").orElseThrow()))
        .isEqualTo(Versions.VER_NDX_GLOBAL);
  }

  @Test
  void manyProgramHeaders() {
    // One table at the end of the file with more entries than fit their 16-bit field.
    EditableElf elf = EditableElf.of(sample);
    int entries = 0x10000 + elf.programHeaderCount();
    int start = elf.bytes().length;
    EditableElf large = elf.cut(start + entries * 56 + 64);
    System.arraycopy(elf.bytes(), 64, large.bytes(), start, elf.programHeaderCount() * 56);
    large.set(32, 8, start).set(56, 2, 0xffff);
    int section = start + entries * 56;
    large.set(40, 8, section).set(60, 2, 1).set(62, 2, 0).set(section + 44, 4, entries);

    assertThat(parse(large).programHeaders()).hasSize(entries);
  }

  @Test
  void theSameBytesOnTheHeapOffTheHeapAndInAnArrayOfLongs() {
    byte[] bytes = Images.bytes(sample);
    long digest = Walk.over(Images.parse("lib.so", bytes));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment copy = arena.allocate(bytes.length + 3L).asSlice(3, bytes.length);
      copy.copyFrom(MemorySegment.ofArray(bytes));
      assertThat(Walk.over(SharedObject.parse("lib.so", copy))).isEqualTo(digest);
    }
    MemorySegment longs = MemorySegment.ofArray(new long[bytes.length / 8 + 1]);
    longs.asSlice(0, bytes.length).copyFrom(MemorySegment.ofArray(bytes));
    assertThat(Walk.over(SharedObject.parse("lib.so", longs))).isEqualTo(digest);
  }

  @Test
  void nothingThatIsHandedOutCanBeWritten() {
    SharedObject object = Images.parse(sample);

    assertThat(object.bytes().isReadOnly()).isTrue();
    assertThat(object.strings().bytes().isReadOnly()).isTrue();
    assertThat(object.symbols().bytes().isReadOnly()).isTrue();
    assertThat(object.versions().versymBytes().isReadOnly()).isTrue();
    assertThat(object.gnuHash().orElseThrow().bytes().isReadOnly()).isTrue();
    assertThat(object.contentAt(new Vaddr(0), 4).isReadOnly()).isTrue();
    assertThatThrownBy(() -> object.needed().add("x"))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> object.loadSegments().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void contentIsWhatTheFileHasAtTheAddress() {
    EditableElf elf = EditableElf.of(sample);
    SharedObject object = Images.parse(sample);
    long strings = elf.value(DynamicSection.DT_STRTAB);
    byte[] name = "__cxa_finalize".getBytes(StandardCharsets.US_ASCII);
    long offset = elf.get(elf.symbol(elf.symbolNamed("__cxa_finalize")), 4);

    MemorySegment content = object.contentAt(new Vaddr(strings + offset), name.length);
    assertThat(content.toArray(java.lang.foreign.ValueLayout.JAVA_BYTE)).isEqualTo(name);
    assertThatThrownBy(() -> object.contentAt(new Vaddr(strings), -1))
        .isInstanceOf(ElfException.class);
    assertThatThrownBy(() -> object.contentAt(new Vaddr(-1), 2)).isInstanceOf(ElfException.class);
    assertThatThrownBy(() -> object.contentAt(new Vaddr(0), 1 << 20))
        .isInstanceOf(ElfException.class)
        .hasMessageContaining("not in the file part of a loadable segment");
  }
}
