package org.alfheim.elf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.alfheim.elf.inspect.Archive;
import org.alfheim.elf.inspect.ElfImage;
import org.alfheim.elf.inspect.Inspection;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a file says about itself: of every kind that a compiler makes, and as readelf says it. */
@Timeout(value = 60, threadMode = SEPARATE_THREAD)
class InspectionTest {
  private static final String MAIN =
      "#include <stdio.h>\nint main(void) { puts(\"hi\"); return 0; }";

  @TempDir static Path directory;
  private static Gcc gcc;
  private static Path sample;

  @BeforeAll
  static void compile() {
    gcc = new Gcc(directory);
    sample = Sample.compile(gcc, "libsample.so");
  }

  @Test
  void aSharedObject() {
    ElfImage image = Images.image(sample);
    SharedObject object = Images.parse(sample);

    assertThat(image.problems()).isEmpty();
    assertThat(image.name()).isEqualTo("libsample.so");
    assertThat(image.header()).isEqualTo(object.header());
    assertThat(image.header().typeName()).isEqualTo("DYN");
    assertThat(image.programHeaders()).isEqualTo(object.programHeaders());
    assertThat(image.soname()).contains("libsample.so.1").isEqualTo(object.soname());
    assertThat(image.needed()).contains("libc.so.6").isEqualTo(object.needed());
    assertThat(image.versionNeeds()).isEqualTo(object.versions().needs());
    assertThat(image.versionDefinitions()).isEqualTo(object.versions().definitions());
    assertThat(image.dynamicSymbols()).hasValue(object.symbols().count());
    // V1 and V2 are among what can be bound to, as readelf shows, and are no more than names.
    assertThat(new Readelf(sample).output("--dyn-syms")).contains(" ABS V1", " ABS V2");
    assertThat(image.exportedSymbols()).hasValue((int) object.exported().count() - 2);
    assertThat(image.buildId()).isPresent().isEqualTo(object.buildId());
    assertThat(image.interpreter()).isEmpty();
  }

  @Test
  void namesTheStringsOfTheDynamicSection() {
    assertThat(Images.image(sample).dynamic())
        .filteredOn(entry -> entry.text().isPresent())
        .extracting(entry -> entry.tagName() + " " + entry.text().orElseThrow())
        .contains("DT_NEEDED libc.so.6", "DT_SONAME libsample.so.1");
  }

  @Test
  void countsRelocationsByType() {
    Map<String, Long> expected =
        new Readelf(sample)
            .relocations().stream()
                .collect(Collectors.groupingBy(Readelf.Relocation::type, Collectors.counting()));
    expected.put("RELR", (long) new Readelf(sample).relr().size());

    assertThat(Images.image(sample).relocations())
        .extracting(RelocationCount::type, RelocationCount::count)
        .containsExactlyInAnyOrderElementsOf(
            expected.entrySet().stream()
                .map(e -> org.assertj.core.groups.Tuple.tuple(e.getKey(), e.getValue()))
                .toList());
  }

  @Test
  void readsTheSameSectionsAsReadelf() {
    Pattern section =
        Pattern.compile(
            "  \\[ *(\\d+)\\] (\\S*) +(\\S+) +([0-9a-f]{16}) ([0-9a-f]+) ([0-9a-f]+) ([0-9a-f]+) .*");
    List<String> expected =
        new Readelf(sample)
            .output("-S")
            .lines()
            .map(section::matcher)
            .filter(Matcher::matches)
            .map(m ->
                String.join(
                    " ", m.group(2), m.group(3), hex(m, 4), hex(m, 5), hex(m, 6), hex(m, 7)))
            .toList();

    assertThat(Images.image(sample).sections())
        .extracting(s ->
            String.join(
                " ",
                s.name(),
                s.typeName(),
                Long.toHexString(s.address().value()),
                Long.toHexString(s.offset()),
                Long.toHexString(s.size()),
                Long.toHexString(s.entrySize())))
        .hasSizeGreaterThan(20)
        .isEqualTo(expected);
  }

  private static String hex(Matcher matcher, int group) {
    return Long.toHexString(Long.parseLong(matcher.group(group), 16));
  }

  @Test
  void countsTheSymbolsThatStrippingTakesAway() {
    Path stripped = directory.resolve("stripped.so");
    Tool.run("strip", "-o", stripped.toString(), sample.toString());
    long expected =
        new Readelf(sample)
            .output("-s")
            .lines()
            .filter(line -> line.contains("Symbol table '.symtab' contains"))
            .map(line -> line.replaceAll(".*contains (\\d+) entries.*", "$1"))
            .mapToLong(Long::parseLong)
            .sum();

    assertThat(Images.image(sample).symbols()).hasValue((int) expected);
    assertThat(Images.image(stripped).symbols()).isEqualTo(OptionalInt.empty());
  }

  @Test
  void anExecutable() {
    ElfImage pie = Images.image(gcc.compile("pie", MAIN, List.of("-pie", "-fPIE")));
    ElfImage fixed = Images.image(gcc.compile("fixed", MAIN, List.of("-no-pie")));
    ElfImage bare =
        Images.image(gcc.compile("bare", "void _start(void) { }", List.of("-static", "-nostdlib")));

    for (ElfImage image : List.of(pie, fixed)) {
      assertThat(image.problems()).isEmpty();
      assertThat(image.interpreter()).contains("/lib64/ld-linux-x86-64.so.2");
      assertThat(image.needed()).containsExactly("libc.so.6");
    }
    assertThat(fixed.header().typeName()).isEqualTo("EXEC");
    assertThat(bare.problems()).isEmpty();
    assertThat(bare.dynamic()).isEmpty();
    assertThat(bare.dynamicSymbols()).isEmpty();
  }

  @Test
  void anObjectFile() {
    Path object = gcc.compile("object.o", MAIN, List.of("-c"));
    ElfImage image = Images.image(object);

    assertThat(image.problems()).isEmpty();
    assertThat(image.header().typeName()).isEqualTo("REL");
    assertThat(image.programHeaders()).isEmpty();
    assertThat(image.sections()).extracting(SectionHeader::name).contains(".text", ".symtab");
    assertThat(image.symbols()).isPresent();
    assertThat(image.relocations())
        .extracting(RelocationCount::type)
        .contains("R_X86_64_PC32", "R_X86_64_PLT32");
    assertThat(image.dynamicSymbols()).isEmpty();
  }

  @Test
  void anArchiveMemberByMember() throws IOException {
    Path one = gcc.compile("one.o", "int one;", List.of("-c"));
    Path two =
        gcc.compile("a-member-whose-name-is-long.o", "int two(void) { return 2; }", List.of("-c"));
    Path text = Files.writeString(directory.resolve("readme.txt"), "of an odd length\n");
    Path other = gcc.compile("thirtytwo.o", "", List.of("-c", "-m32"));
    Path path = directory.resolve("libmembers.a");
    Tool.run(
        "ar",
        "rcs",
        path.toString(),
        text.toString(),
        one.toString(),
        two.toString(),
        other.toString());

    Archive archive = (Archive) Images.inspect(path);
    assertThat(archive.problem()).isEmpty();
    assertThat(archive.members())
        .extracting(Archive.Member::name)
        .containsExactly("readme.txt", "one.o", "a-member-whose-name-is-long.o", "thirtytwo.o");
    assertThat(archive.members())
        .extracting(member -> member.image().isPresent())
        .containsExactly(false, true, true, false);
    assertThat(archive.members().get(2).image().orElseThrow().name())
        .isEqualTo("libmembers.a(a-member-whose-name-is-long.o)");
    assertThat(archive.members().get(2).size()).isEqualTo(Files.size(two));
    assertThat(archive.members().get(0).problem().orElseThrow()).contains("this is text");
    assertThat(archive.members().get(3).problem().orElseThrow()).contains("32-bit ELF file");
  }

  @Test
  void anArchiveThatBreaksOff() {
    Path one = gcc.compile("first.o", "int one;", List.of("-c"));
    Path two = gcc.compile("second.o", "int two;", List.of("-c"));
    Path path = directory.resolve("libbroken.a");
    Tool.run("ar", "rc", path.toString(), one.toString(), two.toString());
    byte[] bytes = Images.bytes(path);

    Archive archive =
        (Archive)
            Inspection.of(
                "libbroken.a",
                java.lang.foreign.MemorySegment.ofArray(
                    java.util.Arrays.copyOf(bytes, bytes.length - 10)));
    assertThat(archive.members()).extracting(Archive.Member::name).containsExactly("first.o");
    assertThat(archive.problem().orElseThrow()).contains("truncated");
  }

  @Test
  void anEmptyArchive() {
    Path path = directory.resolve("libempty.a");
    Tool.run("ar", "rc", path.toString());

    assertThat(((Archive) Images.inspect(path)).members()).isEmpty();
  }

  @Test
  void notes() {
    assertThat(Images.image(sample).notes())
        .anySatisfy(note -> {
          assertThat(note.owner()).isEqualTo("GNU");
          assertThat(note.type()).isEqualTo(3);
          assertThat(note.content()).isEqualTo(Images.image(sample).buildId().orElseThrow());
        });
  }

  @Test
  void aDamagedPartIsAProblemAndTheRestIsThere() {
    EditableElf elf = EditableElf.of(sample);
    elf.set(elf.table(DynamicSection.DT_GNU_HASH), 4, 0);
    elf.set(40, 8, -1);
    ElfImage image =
        (ElfImage) Inspection.of("lib.so", java.lang.foreign.MemorySegment.ofArray(elf.bytes()));

    assertThat(image.problems())
        .satisfiesExactly(
            sections -> assertThat(sections).contains("truncated or damaged file", "e_shoff"),
            hash -> assertThat(hash).contains("a hash table of 0 buckets", "DT_GNU_HASH"));
    assertThat(image.sections()).isEmpty();
    assertThat(image.needed()).contains("libc.so.6");
    assertThat(image.dynamic()).isNotEmpty();
    assertThat(image.programHeaders()).isNotEmpty();
    assertThat(image.buildId()).isPresent();
  }

  @Test
  void refusesWhatIsNoElfFileAsTheLoaderDoes() throws IOException {
    Path text = Files.writeString(directory.resolve("some.txt"), "text\n");

    assertThatThrownBy(() -> Images.inspect(text))
        .isInstanceOf(ElfException.class)
        .hasMessageContaining("invalid filetype, only ELF64 supported: this is text");
  }
}
