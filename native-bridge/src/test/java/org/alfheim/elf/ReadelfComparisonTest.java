package org.alfheim.elf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Real libraries of this machine, as we read them and as readelf does. */
@Timeout(value = 120, threadMode = SEPARATE_THREAD)
class ReadelfComparisonTest {
  /** What every machine with a compiler has. */
  private static final List<String> ALWAYS =
      List.of("libc.so.6", "libm.so.6", "libgcc_s.so.1", "libstdc++.so.6");

  /** What many machines have: other languages, other versions, other hash tables. */
  private static final List<String> OFTEN =
      List.of(
          "libz.so.1",
          "libcrypto.so.3",
          "libssl.so.3",
          "libxml2.so.2",
          "libsqlite3.so.0",
          "libgfortran.so.5",
          "libgomp.so.1",
          "libatomic.so.1",
          "libtinfo.so.6",
          "libelf.so.1",
          "libzstd.so.1",
          "liblzma.so.5",
          "libicudata.so.72");

  static Stream<Path> libraries() {
    Stream<Path> jvm =
        Stream.of("server/libjvm.so", "libjava.so")
            .map(name -> Path.of(System.getProperty("java.home"), "lib", name));
    return Stream.concat(
        jvm,
        Stream.concat(
            ALWAYS.stream().map(Tool::library),
            OFTEN.stream().map(Tool::library).filter(Files::exists)));
  }

  @Test
  void theLibrariesOfEveryMachineAreHere() {
    assertThat(libraries()).hasSizeGreaterThanOrEqualTo(6).allMatch(Files::exists);
  }

  @ParameterizedTest
  @MethodSource("libraries")
  void readsTheSameProgramHeaders(Path library) {
    List<Readelf.Segment> ours =
        Images.parse(library).programHeaders().stream()
            .map(p ->
                new Readelf.Segment(
                    p.typeName(),
                    p.offset(),
                    p.vaddr().value(),
                    p.fileSize(),
                    p.memorySize(),
                    (p.flags() & 4) + "" + (p.flags() & 2) + (p.flags() & 1),
                    p.align()))
            .toList();
    List<Readelf.Segment> theirs =
        new Readelf(library)
            .segments().stream()
                .map(s ->
                    new Readelf.Segment(
                        s.type(),
                        s.offset(),
                        s.vaddr(),
                        s.fileSize(),
                        s.memorySize(),
                        (s.flags().contains("R") ? 4 : 0)
                            + ""
                            + (s.flags().contains("W") ? 2 : 0)
                            + (s.flags().contains("E") ? 1 : 0),
                        s.align()))
                .toList();

    assertThat(ours).isEqualTo(theirs);
  }

  @ParameterizedTest
  @MethodSource("libraries")
  void readsTheSameDynamicSection(Path library) {
    SharedObject object = Images.parse(library);
    List<Readelf.Dynamic> theirs = new ArrayList<>(new Readelf(library).dynamic());
    assertThat(theirs.removeLast().name()).isEqualTo("NULL");

    assertThat(object.dynamic().entries().stream().map(DynamicSection.Entry::tag))
        .isEqualTo(theirs.stream().map(Readelf.Dynamic::tag).toList());
    assertThat(object.dynamic().entries().stream().map(e -> DynamicSection.nameOf(e.tag())))
        .isEqualTo(theirs.stream().map(d -> "DT_" + d.name()).toList());
    assertThat(object.needed()).isEqualTo(bracketed(theirs, "NEEDED"));
    assertThat(object.soname().stream()).isEqualTo(bracketed(theirs, "SONAME"));
    assertThat(object.runpath().stream()).isEqualTo(bracketed(theirs, "RUNPATH"));
    assertThat(object.rpath().stream()).isEqualTo(bracketed(theirs, "RPATH"));
    for (Readelf.Dynamic entry : theirs) {
      switch (entry.name()) {
        case "INIT" ->
            assertThat(object.init().orElseThrow().value()).isEqualTo(Long.decode(entry.value()));
        case "FINI" ->
            assertThat(object.fini().orElseThrow().value()).isEqualTo(Long.decode(entry.value()));
        case "INIT_ARRAY" ->
            assertThat(object.initArray().start().value()).isEqualTo(Long.decode(entry.value()));
        case "INIT_ARRAYSZ" ->
            assertThat(object.initArray().count() * 8 + " (bytes)").isEqualTo(entry.value());
        case "FINI_ARRAY" ->
            assertThat(object.finiArray().start().value()).isEqualTo(Long.decode(entry.value()));
        case "FINI_ARRAYSZ" ->
            assertThat(object.finiArray().count() * 8 + " (bytes)").isEqualTo(entry.value());
        case "RELASZ" ->
            assertThat(object.rela().count() * 24 + " (bytes)").isEqualTo(entry.value());
        case "PLTRELSZ" ->
            assertThat(object.jumpRelocations().count() * 24 + " (bytes)").isEqualTo(entry.value());
        case "FLAGS" -> {
          assertThat(object.staticTls()).isEqualTo(entry.value().contains("STATIC_TLS"));
          assertThat(object.textRelocations()).isEqualTo(entry.value().contains("TEXTREL"));
        }
        default -> {}
      }
    }
  }

  private static List<String> bracketed(List<Readelf.Dynamic> entries, String name) {
    return entries.stream()
        .filter(e -> e.name().equals(name))
        .map(e -> e.value().substring(e.value().indexOf('[') + 1, e.value().lastIndexOf(']')))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("libraries")
  void readsTheSameSymbolsAndVersions(Path library) {
    SharedObject object = Images.parse(library);
    List<Readelf.Symbol> theirs = new Readelf(library).symbols();

    assertThat(object.symbols().count()).isEqualTo(theirs.size());
    for (Readelf.Symbol expected : theirs) {
      ElfSymbol symbol = object.symbols().get(expected.index());
      assertThat(asReadelf(object, symbol)).isEqualTo(expected);
    }
  }

  private static Readelf.Symbol asReadelf(SharedObject object, ElfSymbol symbol) {
    String type = symbol.type() == ElfSymbol.Type.GNU_IFUNC ? "IFUNC" : symbol.type().name();
    String binding =
        symbol.binding() == ElfSymbol.Binding.GNU_UNIQUE ? "UNIQUE" : symbol.binding().name();
    String section =
        switch (symbol.section()) {
          case ElfSymbol.SHN_UNDEF -> "UND";
          case ElfSymbol.SHN_ABS -> "ABS";
          case ElfSymbol.SHN_COMMON -> "COM";
          default -> Integer.toString(symbol.section());
        };
    Versions versions = object.versions();
    int index = symbol.index();
    String version =
        versions
            .nameOf(index)
            // The symbol that stands for a version itself: readelf does not repeat the name.
            .filter(name -> !name.equals(symbol.name()))
            .map(name ->
                symbol.defined()
                    ? (versions.hidden(index) ? "@" : "@@") + name
                    : "@" + name + " (" + versions.index(index) + ")")
            .orElse("");
    return new Readelf.Symbol(
        index,
        symbol.value().value(),
        symbol.size(),
        type,
        binding,
        symbol.visibility().name(),
        section,
        symbol.name() + version);
  }

  @ParameterizedTest
  @MethodSource("libraries")
  void readsTheSameVersionTables(Path library) {
    SharedObject object = Images.parse(library);
    List<Readelf.Need> needs =
        object.versions().needs().stream()
            .map(need ->
                new Readelf.Need(
                    need.file(),
                    need.versions().stream()
                        .map(v -> v.name() + " " + v.weak() + " " + v.index())
                        .toList()))
            .toList();
    List<Readelf.Definition> definitions =
        object.versions().definitions().stream()
            .map(d -> new Readelf.Definition(d.name(), d.index(), d.base() + "", d.parents()))
            .toList();
    List<Readelf.Definition> expected =
        new Readelf(library)
            .definitions().stream()
                .map(d ->
                    new Readelf.Definition(
                        d.name(), d.index(), d.flags().contains("BASE") + "", d.parents()))
                .toList();

    assertThat(needs).isEqualTo(new Readelf(library).needs());
    assertThat(definitions).isEqualTo(expected);
    assertThat(object.versions().verneedCount()).isEqualTo(needs.size());
    assertThat(object.versions().verdefCount()).isEqualTo(definitions.size());
  }

  @ParameterizedTest
  @MethodSource("libraries")
  void findsEachExportedSymbolByNameAndByVersion(Path library) {
    SharedObject object = Images.parse(library);
    for (Readelf.Symbol symbol : new Readelf(library).symbols()) {
      boolean exported =
          !symbol.section().equals("UND")
              && !symbol.binding().equals("LOCAL")
              && (symbol.value() != 0
                  || symbol.section().equals("ABS")
                  || symbol.type().equals("TLS"));
      if (!exported) {
        continue;
      }
      OptionalInt index = OptionalInt.of(symbol.index());
      String[] parts = symbol.name().split("@", -1);
      assertThat(object.symbols().exported(symbol.index())).as(symbol.name()).isTrue();
      if (parts.length == 1 || parts.length == 3) {
        assertThat(object.find(parts[0])).as(symbol.name()).isEqualTo(index);
      }
      if (parts.length > 1) {
        assertThat(object.find(parts[0], parts[parts.length - 1]))
            .as(symbol.name())
            .isEqualTo(index);
        assertThat(object.find(parts[0], parts[parts.length - 1] + "x")).isEmpty();
      }
      assertThat(object.find(parts[0] + "\0")).isEmpty();
      assertThat(object.find("no" + parts[0])).isNotEqualTo(index);
    }
  }

  @ParameterizedTest
  @MethodSource("libraries")
  void readsTheSameRelocations(Path library) {
    SharedObject object = Images.parse(library);
    List<Readelf.Relocation> theirs = new Readelf(library).relocations();
    List<Readelf.Relocation> ours = new ArrayList<>();
    add(object.rela(), ours);
    add(object.jumpRelocations(), ours);

    assertThat(ours.stream().map(Readelf.Relocation::offset))
        .isEqualTo(theirs.stream().map(Readelf.Relocation::offset).toList());
    assertThat(ours.stream().map(Readelf.Relocation::info))
        .isEqualTo(theirs.stream().map(Readelf.Relocation::info).toList());
    assertThat(ours.stream().map(Readelf.Relocation::type))
        .isEqualTo(theirs.stream().map(Readelf.Relocation::type).toList());
    assertThat(ours.stream().filter(r -> r.info() == 8).map(Readelf.Relocation::target))
        .isEqualTo(
            theirs.stream().filter(r -> r.info() == 8).map(Readelf.Relocation::target).toList());

    List<Long> relr = new ArrayList<>();
    object.relr().forEach(relr::add);
    assertThat(relr).isEqualTo(new Readelf(library).relr());
    assertThat(object.relr().count()).isEqualTo(relr.size());
  }

  private static void add(RelocationTable table, List<Readelf.Relocation> all) {
    for (int i = 0; i < table.count(); i++) {
      all.add(
          new Readelf.Relocation(
              table.offset(i),
              (long) table.symbol(i) << 32 | table.type(i),
              RelocationType.nameOf(table.type(i)),
              Long.toHexString(table.addend(i))));
    }
  }

  @ParameterizedTest
  @MethodSource("libraries")
  void readsTheSameBuildId(Path library) {
    String notes = new Readelf(library).output("-n");
    String expected =
        notes
            .lines()
            .filter(line -> line.contains("Build ID: "))
            .map(line -> line.substring(line.indexOf("Build ID: ") + 10))
            .findFirst()
            .orElse(null);

    assertThat(Images.parse(library).buildId().orElse(null)).isEqualTo(expected);
  }
}
