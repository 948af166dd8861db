package org.alfheim.corpus;

import static org.alfheim.elf.RelocationType.R_X86_64_32;
import static org.alfheim.elf.RelocationType.R_X86_64_64;
import static org.alfheim.elf.RelocationType.R_X86_64_DTPMOD64;
import static org.alfheim.elf.RelocationType.R_X86_64_DTPOFF64;
import static org.alfheim.elf.RelocationType.R_X86_64_GLOB_DAT;
import static org.alfheim.elf.RelocationType.R_X86_64_IRELATIVE;
import static org.alfheim.elf.RelocationType.R_X86_64_PC32;
import static org.alfheim.elf.RelocationType.R_X86_64_RELATIVE;
import static org.alfheim.elf.RelocationType.R_X86_64_TLSDESC;
import static org.alfheim.elf.RelocationType.R_X86_64_TPOFF64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.alfheim.corpus.snapshot.Snapshot;
import org.alfheim.elf.DynamicSection;
import org.alfheim.elf.Vaddr;
import org.junit.jupiter.api.Test;

class ImageComparisonTest {
  private static final long PLACE = 0x1010;

  /** Libraries that are as made up as the processes. */
  private static final Libraries NO_FILES =
      new Libraries() {
        @Override
        String relocation(String library, Vaddr place) {
          return "what stands at " + place + " in " + library;
        }
      };

  private final InMemory there = InMemory.there();
  private final InMemory here = InMemory.here();
  private final Map<Vaddr, Long> tags = new HashMap<>();
  private final Map<Vaddr, Long> values = new HashMap<>();

  @Test
  void takesAddressesOfTheSamePlaceInTheSameObjectForTheSame() {
    there.word(PLACE, there.library + 0x123).word(PLACE + 8, there.bias + 0x2000);
    here.word(PLACE, here.library + 0x123).word(PLACE + 8, here.bias + 0x2000);

    ImageComparison.Result result =
        compare(
            relocation(PLACE, R_X86_64_GLOB_DAT, "f"), relocation(PLACE + 8, R_X86_64_64, "own"));

    assertThat(result.differences()).isEmpty();
    assertThat(result.relocated()).isEqualTo(2);
  }

  @Test
  void namesASymbolThatIsBoundToAnotherPlace() {
    there.word(PLACE, there.bias + 0x1800);
    here.word(PLACE, here.library + 0x123);

    assertThat(compare(relocation(PLACE, R_X86_64_GLOB_DAT, "twice")).differences())
        .containsExactly(
            new Difference(
                Difference.Kind.WORD,
                Location.SELF,
                new Vaddr(PLACE),
                "",
                "R_X86_64_GLOB_DAT against twice",
                "self+0x1800",
                InMemory.LIBRARY + "+0x123"))
        .first()
        .hasToString(
            "0x1010, R_X86_64_GLOB_DAT against twice: self+0x1800 by dlopen, "
                + InMemory.LIBRARY
                + "+0x123 by alfheim");
  }

  @Test
  void findsAnEqualAddressThatLeadsElsewhere() {
    InMemory same = new InMemory(there.bias, there.library + 0x1000);
    there.word(PLACE, there.library + 0x1123);
    same.word(PLACE, there.library + 0x1123);

    assertThat(
            compare(there, same, relocation(PLACE, R_X86_64_GLOB_DAT, "f"))
                .differences()
                .getFirst()
                .alfheim())
        .isEqualTo(InMemory.LIBRARY + "+0x123");
  }

  @Test
  void findsASymbolThatIsBoundInOneProcessOnly() {
    there.word(PLACE, 0);
    here.word(PLACE, here.library + 0x123);

    assertThat(compare(relocation(PLACE, R_X86_64_GLOB_DAT, "weak")).differences())
        .extracting(Difference::dlopen)
        .containsExactly("0x0");
  }

  @Test
  void followsAPointerBesideItsObject() {
    there.word(PLACE, there.bias + 0x3000).word(PLACE + 8, there.bias - 8);
    here.word(PLACE, here.bias + 0x3000).word(PLACE + 8, here.bias - 8);

    Relocation before = new Relocation(new Vaddr(PLACE + 8), R_X86_64_RELATIVE, "", true, -8);
    Relocation end = new Relocation(new Vaddr(PLACE), R_X86_64_64, "_end", true, 0);

    assertThat(compare(end, before).differences()).isEmpty();
  }

  @Test
  void findsAWrongAddend() {
    there.word(PLACE, there.bias + 0x1100);
    here.word(PLACE, here.bias + 0x1108);

    assertThat(
            compare(new Relocation(new Vaddr(PLACE), R_X86_64_RELATIVE, "", true, 0x1100))
                .differences())
        .extracting(Difference::alfheim)
        .containsExactly("self+0x1108");
  }

  @Test
  void comparesWhatAResolverHasChosen() {
    there.word(PLACE, there.bias + 0x100);
    here.word(PLACE, here.bias + 0x200);

    assertThat(
            compare(new Relocation(new Vaddr(PLACE), R_X86_64_IRELATIVE, "", true, 0x80))
                .differences())
        .extracting(Difference::relocation)
        .containsExactly("R_X86_64_IRELATIVE");
  }

  @Test
  void comparesAddressesAtAnyPlace() {
    long odd = 0x1ffd;
    there.word(odd, there.library + 0x40);
    here.word(odd, here.library + 0x40);

    assertThat(compare(relocation(odd, R_X86_64_64, "packed")).differences()).isEmpty();
  }

  @Test
  void leavesNothingUncomparedNextToAnUnalignedPlace() {
    long odd = 0x1013;
    there.word(odd, there.library + 0x40).half(odd + 8, 5);
    here.word(odd, here.library + 0x40).half(odd + 8, 6);

    assertThat(compare(relocation(odd, R_X86_64_64, "packed")).differences())
        .extracting(difference -> difference.place().value())
        .containsExactly(0x1018L);
  }

  @Test
  void comparesHalfWords() {
    InMemory low = new InMemory(0x4000_0000, 0x5000_0000);
    InMemory lower = new InMemory(0x2000_0000, 0x3000_0000);
    low.half(PLACE, 0x5000_0010).half(PLACE + 4, 0x5000_0020 - 4 - (0x4000_0000 + 0x1014));
    lower.half(PLACE, 0x3000_0010).half(PLACE + 4, 0x3000_0020 - 4 - (0x2000_0000 + 0x1014));
    Relocation absolute = relocation(PLACE, R_X86_64_32, "f");
    Relocation relative = new Relocation(new Vaddr(PLACE + 4), R_X86_64_PC32, "g", false, -4);

    assertThat(compare(low, lower, absolute, relative).differences()).isEmpty();

    lower.half(PLACE + 4, 0x3000_0024 - 4 - (0x2000_0000 + 0x1014));
    assertThat(compare(low, lower, absolute, relative).differences())
        .extracting(Difference::relocation)
        .containsExactly("R_X86_64_PC32 against g");
  }

  @Test
  void comparesAllThatNoRelocationWritesAsItStands() {
    there.word(0x1100, 7).word(0x2ff8, 9);
    here.word(0x1100, 7).word(0x2ff8, 10).word(0x2000, there.bias);

    assertThat(compare().differences())
        .extracting(Difference::place)
        .containsExactly(new Vaddr(0x2000), new Vaddr(0x2ff8));
  }

  @Test
  void doesNotTakeAnAddressForTheSameWhereNoRelocationStands() {
    there.word(PLACE, there.library + 0x123);
    here.word(PLACE, here.library + 0x123);

    assertThat(compare().differences()).hasSize(1);
  }

  @Test
  void explainsAddressesInTheDynamicSectionThatAreAbsoluteOnlyWhereLdSoMadeThemSo() {
    entry(0x1008, DynamicSection.DT_STRTAB, 0x500);
    entry(0x1018, DynamicSection.DT_STRSZ, 0x20);
    there.word(0x1008, there.bias + 0x500).word(0x1018, 0x20);
    here.word(0x1008, 0x500).word(0x1018, 0x20);

    ImageComparison.Result result = compare();

    assertThat(result.differences()).isEmpty();
    assertThat(result.explained()).containsOnly(Map.entry(Reason.DYNAMIC_SECTION, 1L));
  }

  @Test
  void explainsNothingInTheDynamicSectionThatItCantProve() {
    entry(0x1008, DynamicSection.DT_STRTAB, 0x500);
    entry(0x1018, DynamicSection.DT_SYMTAB, 0x600);
    entry(0x1028, DynamicSection.DT_INIT, 0x700);
    there
        .word(0x1008, there.bias + 0x508)
        .word(0x1018, there.bias + 0x600)
        .word(0x1028, there.bias + 0x700);
    here.word(0x1008, 0x500).word(0x1018, 0x601).word(0x1028, 0x700);

    ImageComparison.Result result = compare();

    assertThat(result.explained()).isEmpty();
    assertThat(result.differences()).hasSize(3);
  }

  @Test
  void comparesModuleIdsByWhoseTheyAre() {
    there.ownStorage(3, OptionalLong.empty()).otherStorage(4, OptionalLong.empty());
    here.ownStorage(9, OptionalLong.empty()).otherStorage(3, OptionalLong.empty());
    there.word(PLACE, 3).word(PLACE + 16, 4);
    here.word(PLACE, 9).word(PLACE + 16, 9);

    assertThat(
            compare(
                    relocation(PLACE, R_X86_64_DTPMOD64, ""),
                    relocation(PLACE + 16, R_X86_64_DTPMOD64, "theirs"))
                .differences())
        .containsExactly(
            new Difference(
                Difference.Kind.WORD,
                Location.SELF,
                new Vaddr(PLACE + 16),
                "",
                "R_X86_64_DTPMOD64 against theirs",
                "/usr/lib/libtls.so (thread-local)+0x0",
                "self (thread-local)+0x0"));
  }

  @Test
  void comparesOffsetsInStorageAsTheyStand() {
    there.word(PLACE, 0x10);
    here.word(PLACE, 0x18);

    assertThat(compare(relocation(PLACE, R_X86_64_DTPOFF64, "v")).differences()).hasSize(1);
  }

  @Test
  void comparesStaticOffsetsByTheVariableThatTheyReach() {
    there.ownStorage(1, OptionalLong.of(-0x100)).otherStorage(2, OptionalLong.of(-0x80));
    here.ownStorage(1, OptionalLong.of(-0x200)).otherStorage(2, OptionalLong.of(-0x100));
    there.word(PLACE, -0x100 + 8).word(PLACE + 8, -0x80);
    here.word(PLACE, -0x200 + 8).word(PLACE + 8, -0x80);

    assertThat(
            compare(
                    relocation(PLACE, R_X86_64_TPOFF64, ""),
                    relocation(PLACE + 8, R_X86_64_TPOFF64, "errno"))
                .differences())
        .extracting(Difference::relocation, Difference::alfheim)
        .containsExactly(tuple("R_X86_64_TPOFF64 against errno", "0x" + Long.toHexString(-0x80)));
  }

  @Test
  void comparesDescriptorsByTheVariableThatTheyStandFor() {
    there.ownStorage(1, OptionalLong.of(-0x100));
    here.ownStorage(5, OptionalLong.empty()).variable(PLACE + 16, 5, 0x20);
    there.word(PLACE + 16, there.library + 0x800).word(PLACE + 24, -0x100 + 0x20);
    here.word(PLACE + 16, here.library + 0x900).word(PLACE + 24, 0x5555_0000L);

    ImageComparison.Result result = compare(relocation(PLACE + 16, R_X86_64_TLSDESC, "v"));

    assertThat(result.differences()).isEmpty();
    assertThat(result.explained()).containsOnly(Map.entry(Reason.TLS_DESCRIPTOR, 1L));
  }

  @Test
  void findsADescriptorOfAnotherVariable() {
    there.ownStorage(1, OptionalLong.empty()).variable(PLACE, 1, 0x20);
    here.ownStorage(5, OptionalLong.empty()).variable(PLACE, 5, 0x28);
    there.word(PLACE, there.library + 0x900).word(PLACE + 8, 0x5555_0000L);
    here.word(PLACE, here.library + 0x900).word(PLACE + 8, 0x6666_0000L);

    assertThat(compare(relocation(PLACE, R_X86_64_TLSDESC, "v")).differences())
        .extracting(Difference::alfheim)
        .containsExactly(InMemory.LIBRARY + "+0x900 of self (thread-local)+0x28");
  }

  @Test
  void comparesDescriptorsOfNothingAsTheyStand() {
    there.word(PLACE, there.library + 0x900).word(PLACE + 8, 4);
    here.word(PLACE, here.library + 0x908).word(PLACE + 8, 4);

    assertThat(compare(relocation(PLACE, R_X86_64_TLSDESC, "weak")).differences()).hasSize(1);
  }

  @Test
  void comparesSegmentsThatAreNotWritableByChecksum() {
    here.checksum(78);

    assertThat(compare().differences())
        .containsExactly(
            new Difference(
                Difference.Kind.SEGMENT,
                Location.SELF,
                new Vaddr(0),
                "",
                "",
                "CRC32C 4d",
                "CRC32C 4e"));
  }

  @Test
  void comparesWhatIsPermitted() {
    there.protections(
        new Snapshot.Protection(new Vaddr(0), 0x1000, "r-x"),
        new Snapshot.Protection(new Vaddr(0x1000), 0x1000, "r--"),
        new Snapshot.Protection(new Vaddr(0x2000), 0x1000, "rw-"));

    assertThat(compare().differences())
        .containsExactly(
            new Difference(
                Difference.Kind.PROTECTION,
                Location.SELF,
                new Vaddr(0x1000),
                "",
                "",
                "r--",
                "rw-"));
  }

  @Test
  void comparesWhatLibrariesLoadedWithTheImageAreBoundTo() {
    there.binding("/lib/liby.so", 0x40, there.bias + 0x100);
    here.binding("/lib/liby.so", 0x40, here.library + 0x200);

    ImageComparison.Result result = compare();

    assertThat(result.bound()).isEqualTo(1);
    assertThat(result.differences())
        .containsExactly(
            new Difference(
                Difference.Kind.BINDING,
                "/lib/liby.so",
                new Vaddr(0x40),
                "",
                "what stands at 0x40 in /lib/liby.so",
                "self+0x100",
                InMemory.LIBRARY + "+0x200"))
        .first()
        .asString()
        .startsWith("/lib/liby.so 0x40, what stands at");
  }

  @Test
  void takesBindingsToTheSamePlaceForTheSame() {
    there.binding("/lib/liby.so", 0x40, there.bias + 0x100);
    here.binding("/lib/liby.so", 0x40, here.bias + 0x100);

    assertThat(compare().differences()).isEmpty();
  }

  @Test
  void findsASecondCopyOfTheImage() {
    there.self("/lib/libx.so");
    here.binding("/lib/libx.so", 0x40, 0);

    assertThat(compare().differences())
        .extracting(Difference::kind, Difference::object)
        .containsExactly(tuple(Difference.Kind.LIBRARY, "/lib/libx.so"));
  }

  @Test
  void leavesOutWhatTheProcessStartedWith() {
    here.binding(InMemory.LIBRARY, 0x40, here.library + 0x100);

    assertThat(compare().differences()).isEmpty();
  }

  @Test
  void findsALibraryThatWasLoadedInOneProcessOnly() {
    here.binding("/lib/libsecond.so", 0x40, 0);

    assertThat(compare().differences())
        .extracting(Difference::kind, Difference::object, Difference::dlopen, Difference::alfheim)
        .containsExactly(
            tuple(Difference.Kind.LIBRARY, "/lib/libsecond.so", "not loaded", "loaded"));
  }

  private static Relocation relocation(long place, int type, String symbol) {
    return new Relocation(new Vaddr(place), type, symbol, false, 0);
  }

  private void entry(long place, long tag, long value) {
    tags.put(new Vaddr(place), tag);
    values.put(new Vaddr(place), value);
  }

  private ImageComparison.Result compare(Relocation... relocations) {
    return compare(there, here, relocations);
  }

  private ImageComparison.Result compare(
      InMemory dlopen, InMemory alfheim, Relocation... relocations) {
    ImageFacts image =
        new ImageFacts(
            new Vaddr(0),
            new Vaddr(0x3000),
            relocations.length == 0 ? List.of() : Arrays.asList(relocations),
            tags,
            values,
            new TreeMap<>());
    return ImageComparison.compare(image, dlopen.snapshot(), alfheim.snapshot(), NO_FILES);
  }
}
