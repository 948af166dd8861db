package org.alfheim.elf;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are no shared object for AMD64: each is refused in words that say what it is. */
@Timeout(value = 60, threadMode = SEPARATE_THREAD)
class WrongFileTest {
  private static final String FILETYPE = "invalid filetype, only ELF64 supported";
  private static final String SYSTEM =
      "invalid operating system, only Linux supported: this file is for ";
  private static final String ARCHITECTURE = "invalid architecture, only AMD64 supported";

  @TempDir static Path directory;
  private static Gcc gcc;
  private static EditableElf sound;

  @BeforeAll
  static void compile() {
    gcc = new Gcc(directory);
    sound = EditableElf.of(Sample.compile(gcc, "libsample.so"));
  }

  private static ElfException refusal(byte[] bytes) {
    return catchThrowableOfType(ElfException.class, () -> Images.parse("lib.so", bytes));
  }

  private static ElfException refusal(Path path) {
    return refusal(Images.bytes(path));
  }

  @Test
  void opensTheSampleThatTheOtherTestsBreak() {
    assertThat(Images.parse("lib.so", sound.bytes()).soname()).contains("libsample.so.1");
  }

  @Test
  void refusesAnEmptyFile() {
    ElfException refusal = refusal(new byte[0]);

    assertThat(refusal.problem()).isEqualTo(FILETYPE + ": the file is empty");
    assertThat(refusal.file()).isEqualTo("lib.so");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          #!/bin/sh                         | this is text
          /* GNU ld script Use              | this is text
          INPUT(libncursesw.so.6)           | this is text
          MZ\u0090\u0000                    | this is a Windows executable or library
          PK\u0003\u0004\u0014zip           | this is a zip or jar file
          \u00ca\u00fe\u00ba\u00be\u0000    | this is a Java class file or a Mach-O universal file
          \u00cf\u00fa\u00ed\u00fe\u0007    | this is a Mach-O file (macOS)
          \u007fELG\u0002\u0001\u0001\u0000 | this is no ELF file, it begins with 7f:45:4c:47
          !<thin>                           | this is an archive of object files
          """)
  void namesTheKindOfAFileThatIsNotElf(String start, String kind) {
    ElfException refusal = refusal((start + "\n").getBytes(ISO_8859_1));

    assertThat(refusal.problem()).isEqualTo(FILETYPE + ": " + kind);
    assertThat(refusal.field()).isEqualTo("e_ident");
    assertThat(refusal.offset()).isZero();
  }

  @Test
  void sendsTheReaderOfALinkerScriptToTheLibraryThatItNames() {
    assertThat(refusal("INPUT(libncursesw.so.6)\n".getBytes(ISO_8859_1)).cure())
        .contains("open the library that it names");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void refusesAFileThatEndsWithinTheMagic(int size) {
    assertThat(refusal(sound.cut(size).bytes()).problem()).startsWith(FILETYPE);
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6, 17, 19, 20, 63})
  void refusesAFileThatEndsWithinTheHeader(int size) {
    ElfException refusal = refusal(sound.cut(size).bytes());

    assertThat(refusal.problem())
        .isEqualTo("truncated file: the ELF header has 64 bytes, the file has " + size);
    assertThat(refusal.cure()).contains("complete copy");
  }

  @Test
  void refusesA32BitFileByItsClass() {
    Path object = gcc.compile("thirtytwo.o", "", List.of("-c", "-m32"));

    assertThat(refusal(object))
        .hasMessage(
            "lib.so: "
                + FILETYPE
                + ": this is a 32-bit ELF file for i386 (EI_CLASS at offset 0x4); build it for"
                + " x86-64");
  }

  @Test
  void refusesA32BitFileForAmd64() {
    Path object = gcc.compile("x32.o", "", List.of("-c", "-mx32"));

    assertThat(refusal(object).problem())
        .isEqualTo(FILETYPE + ": this is a 32-bit ELF file for the x32 ABI of x86-64");
    assertThat(refusal(object).cure()).isEqualTo("build it with -m64");
  }

  @ParameterizedTest
  @CsvSource({
    "3, i386",
    "40, arm",
    "183, aarch64",
    "243, riscv",
    "247, bpf",
    "258, loongarch",
    "190, CUDA",
    "0, machine 0",
    "65535, machine 65535",
  })
  void refusesAFileOfAnotherArchitecture(int machine, String name) {
    ElfException refusal = refusal(sound.copy().set(18, 2, machine).bytes());

    assertThat(refusal.problem()).isEqualTo(ARCHITECTURE + ": this file is for " + name);
    assertThat(refusal.field()).isEqualTo("e_machine");
    assertThat(refusal.offset()).isEqualTo(18);
  }

  @ParameterizedTest
  @CsvSource({"22, s390x", "21, powerpc64", "62, x86-64"})
  void refusesABigEndianFileAndReadsItsMachineInItsOwnOrder(int machine, String name) {
    EditableElf big = sound.copy().set(5, 1, 2).set(18, 1, 0).set(19, 1, machine);

    assertThat(refusal(big.bytes()).problem())
        .isEqualTo(ARCHITECTURE + ": this is a big-endian file for " + name);
  }

  @Test
  void judgesAFileInTheOrderOfItsHeader() {
    EditableElf wrong = sound.copy().set(18, 2, 183).set(16, 2, 1);
    assertThat(refusal(wrong.bytes()).field()).isEqualTo("e_machine");

    wrong.set(5, 1, 2);
    assertThat(refusal(wrong.bytes()).field()).isEqualTo("EI_DATA");

    wrong.set(4, 1, 1);
    assertThat(refusal(wrong.bytes()).field()).isEqualTo("EI_CLASS");

    wrong.set(0, 1, 0);
    assertThat(refusal(wrong.bytes()).field()).isEqualTo("e_ident");
  }

  @ParameterizedTest
  @CsvSource({
    "4, 0, EI_CLASS",
    "4, 3, EI_CLASS",
    "5, 0, EI_DATA",
    "6, 0, EI_VERSION",
    "20, 2, e_version"
  })
  void refusesValuesThatNoAbiDefines(int offset, int value, String field) {
    assertThat(refusal(sound.copy().set(offset, 1, value).bytes()).field()).isEqualTo(field);
  }

  @ParameterizedTest
  @CsvSource({
    "1, HP-UX",
    "2, NetBSD",
    "6, Solaris",
    "9, FreeBSD",
    "12, OpenBSD",
    "17, CloudABI",
    "64, system 64",
    "255, a machine without an operating system"
  })
  void refusesAFileWhoseHeaderIsOfAnotherSystem(int osAbi, String name) {
    ElfException refusal = refusal(sound.copy().set(7, 1, osAbi).bytes());

    assertThat(refusal.problem()).isEqualTo(SYSTEM + name);
    assertThat(refusal.field()).isEqualTo("EI_OSABI");
  }

  @ParameterizedTest
  @CsvSource({
    "OpenBSD, 8, 1, 0, OpenBSD",
    "NetBSD, 7, 1, 1000000000, NetBSD",
    "FreeBSD, 8, 1, 1300000, FreeBSD",
    "DragonFly, 10, 1, 600000, DragonFly",
    "Android, 8, 1, 21, Android",
    "Android, 7, 1, 21, Android",
    "GNU, 4, 1, 1, the Hurd",
    "GNU, 4, 1, 2, Solaris",
    "GNU, 4, 1, 9, system 9"
  })
  void refusesAFileWhoseNotesAreOfAnotherSystem(
      String owner, int ownerSize, int type, int content, String name) {
    assertThat(refusal(noted(owner, ownerSize, type, content)).problem()).isEqualTo(SYSTEM + name);
  }

  @ParameterizedTest
  @CsvSource({
    "GNU, 4, 1, 0",
    "GNU, 4, 5, 1",
    "Go, 4, 4, 7",
    "OpenBSDx, 9, 1, 0",
    "stapsdt, 8, 3, 1"
  })
  void takesTheNotesOfLinux(String owner, int ownerSize, int type, int content) {
    Images.parse(noted(owner, ownerSize, type, content));
  }

  private static Path noted(String owner, int ownerSize, int type, int content) {
    return gcc.bare(
        "note-" + owner + ownerSize + type + content + ".so",
        """
        int f(void) { return 1; }
        __asm__(".pushsection .note.other, \\"a\\", @note; .balign 4; .long %d, 4, %d;"
                "1: .ascii \\"%s\\"; .zero %d - (. - 1b); .balign 4; .long %d; .popsection");
        """
            .formatted(ownerSize, type, owner, ownerSize, content));
  }

  @ParameterizedTest
  @CsvSource({
    "0x65a3dbe5, OpenBSD",
    "0x65a3dbe6, OpenBSD",
    "0x65a3dbe9, OpenBSD",
    "0x65a41be6, OpenBSD",
    "0x6464e550, Solaris",
    "0x6ffffffa, Solaris",
    "0x6ffffffd, Solaris"
  })
  void refusesAFileWhoseProgramHeadersAreOfAnotherSystem(String type, String name) {
    EditableElf elf = sound.copy();
    elf.set(elf.segment(ProgramHeader.PT_GNU_STACK), 4, Long.decode(type));

    assertThat(refusal(elf.bytes()).problem()).isEqualTo(SYSTEM + name);
  }

  /** Its data is executable, its text begins within a page: the first is what it is refused for. */
  @Test
  void namesTheSystemOfAFileThatCouldNotBeMappedEither() {
    EditableElf elf = sound.copy();
    elf.set(elf.segment(ProgramHeader.PT_GNU_STACK), 4, 0x6464e550L);
    elf.set(elf.segment(ProgramHeader.PT_LOAD, 1) + 16, 8, 0x1010);

    assertThat(refusal(elf.bytes()).problem()).isEqualTo(SYSTEM + "Solaris");
  }

  @ParameterizedTest
  @CsvSource({
    "0x60000014, Solaris",
    "0x60000019, Solaris",
    "0x6000001b, Solaris",
    "'0x60000011', 'Android, with its packed relocations'",
    "'0x6fffe000', 'Android, with its packed relocations'"
  })
  void refusesAFileWhoseTagsAreOfAnotherSystem(String tag, String name) {
    EditableElf elf = sound.copy();
    elf.set(elf.dynamic(DynamicSection.DT_INIT), 8, Long.decode(tag));

    assertThat(refusal(elf.bytes()).problem()).isEqualTo(SYSTEM + name);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3})
  void takesTheOsAbisOfLinux(int osAbi) {
    assertThat(Images.parse("lib.so", sound.copy().set(7, 1, osAbi).bytes()).header().osAbi())
        .isEqualTo(osAbi);
  }

  @Test
  void tellsHowToMakeASharedObjectOfAnObjectFile() {
    ElfException refusal = refusal(gcc.compile("object.o", "int x;", List.of("-c")));

    assertThat(refusal.problem()).isEqualTo("no shared object: this is a relocatable object");
    assertThat(refusal.cure()).contains("alfheim link");
  }

  @Test
  void tellsHowToMakeASharedObjectOfAnArchive() {
    Path object = gcc.compile("member.o", "int x;", List.of("-c"));
    Path archive = directory.resolve("libmember.a");
    Tool.run("ar", "rc", archive.toString(), object.toString());

    ElfException refusal = refusal(archive);
    assertThat(refusal.problem()).isEqualTo(FILETYPE + ": this is an archive of object files");
    assertThat(refusal.cure()).contains("alfheim link");
  }

  @Test
  void refusesAnExecutableAtFixedAddresses() {
    Path program =
        gcc.compile("fixed", "int main(void) { return 0; }", List.of("-no-pie", "-fno-pie"));

    assertThat(refusal(program).problem())
        .isEqualTo("no shared object: this is an executable at fixed addresses");
  }

  @Test
  void refusesAPositionIndependentExecutableInTheWordsOfDlopen() {
    Path program = gcc.compile("pie", "int main(void) { return 0; }", List.of("-pie", "-fPIE"));

    assertThat(refusal(program).problem())
        .isEqualTo("cannot dynamically load position-independent executable");
  }

  @Test
  void refusesAStaticExecutableThatIsPositionIndependent() {
    Path program =
        gcc.compile(
            "static-pie",
            "void _start(void) { for (;;) { } }",
            List.of("-static-pie", "-nostdlib", "-fPIE"));

    assertThat(refusal(program).problem())
        .isEqualTo("cannot dynamically load position-independent executable");
  }

  @Test
  void refusesACoreDump() {
    assertThat(refusal(sound.copy().set(16, 2, 4).bytes()).problem())
        .isEqualTo("no shared object: this is a core dump");
  }

  @Test
  void refusesDebugInformationThatObjcopyHasSetApart() {
    Path library = Sample.compile(gcc, "libdebug.so", "-g");
    Path debug = directory.resolve("libdebug.debug");
    Tool.run("objcopy", "--only-keep-debug", library.toString(), debug.toString());

    refusesAsDebugInformation(debug, library);
  }

  /** Which leaves the sizes of the segments as they were in the library. */
  @ParameterizedTest
  @ValueSource(ints = {10, 100_000})
  void refusesDebugInformationThatElfutilsHaveSetApart(int data) {
    Path library =
        gcc.shared(
            "libelfutils.so", "int d[" + data + "] = {1}; int f(void) { return d[1]; }", "-g");
    Path debug = directory.resolve("libelfutils.debug");
    Tool.run("eu-strip", "-f", debug.toString(), library.toString());

    refusesAsDebugInformation(debug, library);
  }

  private static void refusesAsDebugInformation(Path debug, Path library) {
    ElfException refusal = refusal(debug);
    assertThat(refusal.problem()).startsWith("this is a file of debug information only");
    assertThat(refusal.cure())
        .isEqualTo(
            "open the library itself, the one with the build id "
                + Images.parse(library).buildId().orElseThrow());
    Images.parse(library);
  }
}
