package org.alfheim.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Consumer;
import org.alfheim.fixture.ChildJvm;
import org.alfheim.fixture.Compiler;
import org.alfheim.fixture.Elf;
import org.alfheim.fixture.Loaded;
import org.alfheim.fixture.Traces;
import org.alfheim.loader.Loader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is no shared object for this process is refused, leaves no trace, and can be mended. */
@Timeout(120)
class RefusalTest {
  private static final String SOURCE =
      """
      int V = 7;
      int *P = &V;
      int F(void) { return *P; }
      """;

  @TempDir Path folder;

  private Compiler compiler;

  @BeforeEach
  void compilerInFolder() {
    compiler = new Compiler(folder);
    Refused.of(folder);
  }

  @Test
  void refusesAFileThatIsNotThere() {
    assertThat(invalid(folder.resolve("none.so")).field()).isEqualTo("file");
    assertThat(invalid(folder.resolve("none.so"))).hasMessageContaining("no such file");
    mend(folder.resolve("none.so"));
  }

  @Test
  void refusesADirectory() throws IOException {
    Path directory = Files.createDirectory(folder.resolve("directory.so"));
    assertThat(invalid(directory)).hasMessageContaining("directory");
    Files.delete(directory);
    mend(directory);
  }

  @Test
  void refusesAPathThroughAFile() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "text");
    assertThat(invalid(file.resolve("lib.so")).getMessage().toLowerCase(Locale.ROOT))
        .contains("not a directory");
  }

  @Test
  void refusesACircleOfLinks() throws IOException {
    Path link = folder.resolve("link.so");
    Files.createSymbolicLink(link, link);
    assertThat(invalid(link).getMessage().toLowerCase(Locale.ROOT)).contains("symbolic links");
    Files.delete(link);
    mend(link);
  }

  @Test
  void refusesANamedPipeWithoutWaitingForAWriter() throws IOException {
    Path pipe = folder.resolve("pipe.so");
    Compiler.run(List.of("mkfifo", pipe.toString()));
    assertThat(invalid(pipe)).hasMessageContaining("not a regular file");
    Files.delete(pipe);
    mend(pipe);
  }

  @Test
  void refusesDevices() {
    assertThat(invalid(Path.of("/dev/zero"))).hasMessageContaining("not a regular file");
    assertThat(invalid(Path.of("/dev/null"))).hasMessageContaining("not a regular file");
  }

  @Test
  void refusesAFileThatMayNotBeRead() throws IOException {
    Path file = compiler.c("secret.so", SOURCE);
    Compiler.run(List.of("chmod", "000", file.toString()));
    ChildJvm.Outcome outcome =
        ChildJvm.of(OpenAll.class)
            .limited(
                "if [ $(id -u) = 0 ]; then set -- setpriv"
                    + " --bounding-set=-dac_override,-dac_read_search \"$@\"; fi")
            .run(file);
    assertThat(outcome.output())
        .contains("InvalidImageException: " + file + ": ")
        .contains("permission denied");
  }

  /** Opens each argument and prints what came of it. */
  static final class OpenAll {
    public static void main(String[] files) {
      for (String file : files) {
        try {
          System.out.println("ok " + Loader.open(Path.of(file)).name());
        } catch (PluginException e) {
          System.out.println(e);
        }
      }
    }
  }

  @Test
  void refusesAnEmptyFile() throws IOException {
    Path empty = Files.createFile(folder.resolve("empty.so"));
    assertThat(invalid(empty)).hasMessageContaining("empty");
    mend(empty);
    assertThat(
            catchThrowableOfType(
                InvalidImageException.class, () -> Loader.open("empty.so", new byte[0])))
        .hasMessageContaining("empty");
  }

  @Test
  void refusesRandomBytes() throws IOException {
    byte[] bytes = new byte[10_000];
    new Random(1).nextBytes(bytes);
    Path garbage = Files.write(folder.resolve("garbage.so"), bytes);
    assertThat(invalid(garbage))
        .hasMessageContaining("invalid filetype, only ELF64 supported")
        .returns("e_ident", InvalidImageException::field)
        .returns(0L, InvalidImageException::offset);
    mend(garbage);
  }

  @Test
  void readsNoMoreThanTheBeginningOfALargeFileThatIsNoLibrary() throws IOException {
    Path zeros = sparse("zeros.img", new byte[0]);
    byte[] header = Files.readAllBytes(compiler.c("header.so", SOURCE));
    header[16] = 4;
    Path core = sparse("core.1234", Arrays.copyOf(header, 64));

    // Whoever copied these files would need more than a terabyte.
    assertThat(ChildJvm.of(OpenAll.class).limited("ulimit -f 100000").run(zeros, core).lines())
        .satisfiesExactly(
            line -> assertThat(line).contains("invalid filetype, only ELF64 supported"),
            line -> assertThat(line).contains("core dump"));
  }

  private Path sparse(String fileName, byte[] start) throws IOException {
    Path file = folder.resolve(fileName);
    Files.write(file, start);
    Compiler.run(List.of("truncate", "--size=1T", file.toString()));
    return file;
  }

  @Test
  void refusesALinkerScript() throws IOException {
    Path script = Files.writeString(folder.resolve("script.so"), "GROUP ( /lib/libc.so.6 )\n");
    assertThat(invalid(script))
        .hasMessageContaining("invalid filetype, only ELF64 supported")
        .hasMessageContaining("linker script");
  }

  @Test
  void refusesEveryTruncation() throws IOException {
    Path whole = compiler.c("whole.so", SOURCE, "-Wl,-z,separate-code");
    byte[] bytes = Files.readAllBytes(whole);
    Elf.Load last = Elf.of(whole).loads().getLast();
    int needed = (int) (last.offset() + last.fileSize());
    Path cut = folder.resolve("cut.so");
    Traces before = Traces.now();
    for (int length = 1; length < needed; length += length < 1200 ? 13 : 371) {
      Files.write(cut, Arrays.copyOf(bytes, length));
      assertThat(catchThrowableOfType(PluginException.class, () -> Loader.open(cut)))
          .as("%d of %d bytes", length, bytes.length)
          .isInstanceOf(InvalidImageException.class)
          .hasMessageStartingWith(cut + ": ");
    }
    Files.write(cut, Arrays.copyOf(bytes, needed - 1));
    assertThat(invalid(cut)).hasMessageContaining("truncated");
    assertThat(Traces.since(before)).isEqualTo(Traces.NONE);
    mend(cut);
  }

  @Test
  void opensAFileThatHasLostOnlyItsSectionHeaders() throws IOException {
    Path whole = compiler.c("sections.so", SOURCE);
    Elf.Load last = Elf.of(whole).loads().getLast();
    Path cut = folder.resolve("stripped.so");
    Files.write(
        cut, Arrays.copyOf(Files.readAllBytes(whole), (int) (last.offset() + last.fileSize())));
    assertThat(Loaded.byAlfheim(cut).call("F")).isEqualTo(Loaded.byDlopen(cut).call("F"));
  }

  @Test
  void refusesA32BitLibrary() {
    Path file =
        compiler.other("b32.so", "int f(void) { return 1; }", "-m32", "-nostdlib", "-shared");
    assertThat(invalid(file))
        .hasMessageContaining("invalid filetype, only ELF64 supported")
        .returns("EI_CLASS", InvalidImageException::field)
        .returns(4L, InvalidImageException::offset);
    mend(file);
  }

  @Test
  void refusesABigEndianLibrary() {
    assertThat(invalid(patched("big.so", bytes -> bytes.put(5, (byte) 2))))
        .hasMessageContaining("invalid architecture, only AMD64 supported")
        .returns("EI_DATA", InvalidImageException::field)
        .returns(5L, InvalidImageException::offset);
    mend(folder.resolve("big.so"));
  }

  @Test
  void refusesALibraryOfAnotherArchitecture() {
    assertThat(invalid(patched("arm.so", bytes -> bytes.putShort(18, (short) 183))))
        .hasMessageContaining("invalid architecture, only AMD64 supported")
        .hasMessageContaining("aarch64")
        .returns("e_machine", InvalidImageException::field)
        .returns(18L, InvalidImageException::offset);
    mend(folder.resolve("arm.so"));
  }

  @Test
  void refusesALibraryOfAnotherSystem() {
    assertThat(invalid(patched("bsd.so", bytes -> bytes.put(7, (byte) 9))))
        .hasMessageContaining("FreeBSD")
        .returns("EI_OSABI", InvalidImageException::field);
  }

  @Test
  void refusesAnExecutableAtFixedAddresses() {
    Path file = compiler.other("fixed", "int main(void) { return 0; }", "-no-pie");
    assertThat(invalid(file))
        .hasMessageContaining("executable")
        .returns("e_type", InvalidImageException::field);
    mend(file);
  }

  @Test
  void refusesAPositionIndependentExecutable() {
    Path file = compiler.other("pie", "int main(void) { return 0; }", "-fPIE", "-pie");
    assertThat(invalid(file)).hasMessageContaining("executable");
    mend(file);
  }

  @Test
  void saysWhatLinksARelocatableObjectWhereNothingDoes() {
    Path file = compiler.other("object.o", SOURCE, "-c");
    assertThat(invalid(file))
        .hasMessageContaining("the linker is not here")
        .hasMessageContaining("add org.alfheim:org.alfheim.linker")
        .returns("e_type", InvalidImageException::field);
  }

  @Test
  void refusesARelocatableObjectUnderTheNameOfASharedOne() {
    Path file = compiler.other("object.so", SOURCE, "-c");
    assertThat(invalid(file))
        .hasMessageContaining("this is a relocatable object")
        .hasMessageContaining("open it by a name without .so in it")
        .returns("e_type", InvalidImageException::field);
  }

  @Test
  void refusesAnExecutableStack() {
    Path file = compiler.c("stack.so", SOURCE, "-Wl,-z,execstack");
    assertThat(invalid(file))
        .hasMessageContaining("executable stack")
        .hasMessageContaining("noexecstack");
    mend(file);
  }

  @Test
  void refusesTextRelocations() {
    Path file =
        compiler.c(
            "text.so",
            SOURCE + "__asm__(\".text\\n.globl T\\nT: .quad V\\n\");",
            "-Wl,-z,notext",
            "-Wl,--no-warnings");
    assertThat(invalid(file)).hasMessageContaining("text relocation").hasMessageContaining("-fPIC");
    mend(file);
  }

  @Test
  void refusesACopyRelocation() {
    Path plain =
        compiler.c("nocopy.so", "extern char **environ; char **F(void) { return environ; }");
    Elf.Section table = Elf.of(plain).section(".rela.dyn");
    Path file =
        Elf.of(plain)
            .patched(
                "copy.so",
                bytes -> {
                  for (long at = table.offset(); at < table.offset() + table.size(); at += 24) {
                    if (bytes.getInt((int) at + 8) == 6) {
                      bytes.putInt((int) at + 8, 5);
                    }
                  }
                });
    assertThat(Elf.of(file).readelf("-r")).contains("R_X86_64_COPY");
    assertThat(invalid(file))
        .hasMessageContaining("copy relocation")
        .hasMessageContaining("-fPIC -shared");
    mend(file);
  }

  @Test
  void refusesARelocationThatThePsAbiDoesNotHaveForSharedObjects() {
    Path plain = compiler.c("plain.so", SOURCE);
    int offset = (int) Elf.of(plain).section(".rela.dyn").offset();
    Path known = Elf.of(plain).patched("got.so", bytes -> bytes.putInt(offset + 8, 9));
    assertThat(Elf.of(known).readelf("-r")).contains("R_X86_64_GOTPCREL ");
    assertThat(invalid(known)).hasMessageContaining(": R_X86_64_GOTPCREL at 0x");
    Path unknown = Elf.of(plain).patched("unknown.so", bytes -> bytes.putInt(offset + 8, 200));
    assertThat(invalid(unknown)).hasMessageContaining(": relocation type 200 at 0x");
  }

  @Test
  void refusesARelocationOutsideTheImage() {
    Path plain = compiler.c("inside.so", SOURCE);
    int offset = (int) Elf.of(plain).section(".rela.dyn").offset();
    assertThat(
            invalid(
                Elf.of(plain).patched("far.so", bytes -> bytes.putLong(offset, 0x7fff_ffff_f000L))))
        .hasMessageContaining("0x7ffffffff000");
    assertThat(invalid(Elf.of(plain).patched("header.so", bytes -> bytes.putLong(offset, 0))))
        .hasMessageContaining("not writable");
  }

  @Test
  void refusesASegmentThatIsWritableAndExecutable() {
    Path file =
        patched(
            "rwx.so",
            bytes -> {
              for (int header = 64; header < 64 + 56 * bytes.getShort(56); header += 56) {
                if (bytes.getInt(header) == 1 && (bytes.getInt(header + 4) & 1) != 0) {
                  bytes.putInt(header + 4, 7);
                }
              }
            });
    assertThat(Elf.of(file).readelf("-l")).contains("RWE");
    assertThat(invalid(file)).hasMessageContaining("writable and executable");
    mend(file);
  }

  @Test
  void refusesWhatTheLinkerMakesOfTextAndDataInOneSegment() {
    Path file =
        compiler.c("omagic.so", SOURCE, "-nostdlib", "-Wl,-N", "-Wl,--no-warn-rwx-segments");
    assertThat(Elf.of(file).loads()).anyMatch(load -> load.flags().equals("RWE"));
    invalid(file);
  }

  @Test
  void refusesAConstructorOutsideTheCode() {
    Path plain =
        compiler.c(
            "constructor.so", "__attribute__((constructor)) static void c(void) {}" + SOURCE);
    Path file = withConstructorOutside(plain, "outside.so");
    assertThat(invalid(file)).hasMessageContaining("DT_INIT_ARRAY").hasMessageContaining("code");
    mend(file);
  }

  @Test
  void aRefusedImageLeavesNoUniqueSymbolBehind() {
    Path plain =
        compiler.cpp(
            "unique.so",
            """
            template <class T> struct Holder { static int value; };
            template <class T> int Holder<T>::value = 7;
            struct Tag_of_refusal_test {};
            static int *p = &Holder<Tag_of_refusal_test>::value;
            __attribute__((constructor)) static void c() { (*p)++; }
            extern "C" int F() { return *p; }
            """);
    assertThat(Elf.of(plain).readelf("--dyn-syms")).contains("UNIQUE");
    Path file = withConstructorOutside(plain, "damaged-unique.so");

    assertThat(invalid(file)).hasMessageContaining("DT_INIT_ARRAY");
    assertThat(Loaded.byAlfheim(plain).call("F")).isEqualTo(8);
  }

  /** A copy whose first constructor is not in its code. */
  private static Path withConstructorOutside(Path library, String fileName) {
    Elf.Section array = Elf.of(library).section(".init_array");
    Elf.Section table = Elf.of(library).section(".rela.dyn");
    return Elf.of(library)
        .patched(
            fileName,
            bytes -> {
              for (long at = table.offset(); at < table.offset() + table.size(); at += 24) {
                if (bytes.getLong((int) at) == array.address()) {
                  bytes.putLong((int) at + 16, array.address());
                }
              }
            });
  }

  private Path patched(String fileName, Consumer<ByteBuffer> change) {
    return Elf.of(compiler.c("good-" + fileName, SOURCE)).patched(fileName, change);
  }

  private static InvalidImageException invalid(Path file) {
    return (InvalidImageException)
        assertThat(Refused.of(file)).isInstanceOf(InvalidImageException.class).actual();
  }

  /** The cause repaired, the same path opens. */
  private void mend(Path file) {
    try {
      Path good = compiler.c("mended-" + file.getFileName(), SOURCE);
      Files.move(good, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    assertThat(Loaded.byAlfheim(file).call("F")).isEqualTo(7);
  }
}
