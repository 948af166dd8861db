package org.alfheim.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.alfheim.elf.ElfException;
import org.alfheim.elf.ProgramHeader;
import org.alfheim.elf.RelocationType;
import org.alfheim.elf.SharedObject;
import org.alfheim.elf.Vaddr;
import org.alfheim.fixture.Compiler;
import org.alfheim.fixture.Elf;
import org.alfheim.internal.carrier.Carrier;
import org.alfheim.internal.carrier.Identity;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What would have ld.so, which checks nothing, crash or write where it may not, has no plan. */
@Timeout(60)
class HostilePlanTest {
  private static final String SOURCE =
      """
      static int value = 3;
      __thread int *pointer = &value;
      __thread int last = 4;
      int read(void) { return *pointer + last; }
      extern int chosex(void);
      static int one(void) { return 1; }
      static void *choose(void) { return one; }
      int chosen(void) __attribute__((ifunc("choose")));
      int both(void) { return chosex() + chosen(); }
      """;

  // Where the fields lie in a program header, a symbol, a relocation.
  private static final int P_VADDR = 16;
  private static final int P_FILESZ = 32;
  private static final int P_MEMSZ = 40;
  private static final int P_ALIGN = 48;
  private static final int ST_SHNDX = 6;
  private static final int ST_VALUE = 8;
  private static final int R_TYPE = 8;

  @TempDir Path folder;

  private Path sound;
  private SharedObject image;

  @BeforeEach
  void compile() throws IOException {
    sound = new Compiler(folder).c("libsound.so", SOURCE, "-ftls-model=initial-exec");
    image = parse(sound);
    assertThat(plan(sound).slots()).anyMatch(s -> s.type() == RelocationType.R_X86_64_TPOFF64);
  }

  private static SharedObject parse(Path file) throws IOException {
    return SharedObject.parse("lib.so", MemorySegment.ofArray(Files.readAllBytes(file)));
  }

  private static Plan plan(Path file) throws IOException {
    return new Planner(Map.of()).plan(parse(file), Identity.file("/lib/lib.so"));
  }

  private AbstractStringAssert<?> refused(Consumer<ByteBuffer> change) {
    Path changed = Elf.of(sound).patched("libchanged.so", change);
    ElfException refusal = catchThrowableOfType(ElfException.class, () -> plan(changed));
    assertThat(refusal).as("the file was not refused").isNotNull();
    return assertThat(refusal.problem());
  }

  private int threadLocalHeader() {
    for (int i = 0; i < image.programHeaders().size(); i++) {
      if (image.programHeaders().get(i).type() == ProgramHeader.PT_TLS) {
        return (int) image.header().programHeaderOffset() + 56 * i;
      }
    }
    throw new AssertionError("no PT_TLS");
  }

  private int symbol(String name) {
    for (int i = 0; i < image.symbols().count(); i++) {
      if (image.symbols().name(i).equals(name)) {
        return (int) Elf.of(sound).section(".dynsym").offset() + 24 * i;
      }
    }
    throw new AssertionError("no symbol " + name);
  }

  /** The relocation of the pointer in the thread-local image. */
  private int threadLocalRelocation() {
    ProgramHeader tls = image.segment(ProgramHeader.PT_TLS).orElseThrow();
    for (int i = 0; i < image.rela().count(); i++) {
      if (tls.contains(new Vaddr(image.rela().offset(i)), 8)) {
        return i;
      }
    }
    throw new AssertionError("no relocation in the thread-local image");
  }

  @Test
  void refusesStaticOffsetsWhereThereIsNoThreadLocalStorage() {
    refused(bytes -> bytes.putInt(threadLocalHeader(), 0)).contains("thread-local storage");
    refused(bytes ->
            bytes
                .putLong(threadLocalHeader() + P_FILESZ, 0)
                .putLong(threadLocalHeader() + P_MEMSZ, 0))
        .contains("thread-local storage, and there is none");
  }

  @Test
  void refusesStaticOffsetsOfTheImageItselfWhereThereIsNoThreadLocalStorage() throws IOException {
    sound =
        new Compiler(folder)
            .c(
                "libown.so",
                "static __thread int v = 1; int f(void) { return v++; }",
                "-ftls-model=initial-exec");
    image = parse(sound);
    refused(bytes -> bytes.putInt(threadLocalHeader(), 0)).contains("and there is none");
  }

  /** Another library may have the reference by which ld.so divides. */
  @Test
  void refusesAThreadLocalVariableForOthersWhereThereIsNoThreadLocalStorage() throws IOException {
    sound = new Compiler(folder).c("libothers.so", "__thread int shared = 1;", "-nostdlib");
    image = parse(sound);
    refused(bytes -> bytes.putInt(threadLocalHeader(), 0))
        .contains("variable shared is thread-local, and the image has no PT_TLS");
  }

  @Test
  void refusesAnAlignmentOfThreadLocalStorageThatWouldFillTheMemory() {
    refused(bytes -> bytes.putLong(threadLocalHeader() + P_ALIGN, 1 << 22))
        .contains("0x400000")
        .contains("2 MiB");
  }

  @Test
  void refusesARelocationAcrossTheEndOfTheThreadLocalImage() {
    long start = image.segment(ProgramHeader.PT_TLS).orElseThrow().vaddr().value();
    long half = image.rela().offset(threadLocalRelocation()) - start + 4;
    refused(bytes -> bytes.putLong(threadLocalHeader() + P_FILESZ, half))
        .contains("crosses the edge of the thread-local image");
  }

  @Test
  void refusesInTheThreadLocalImageWhatItsCopyWouldLack() {
    refused(bytes ->
            bytes.putInt(
                (int) Elf.of(sound).section(".rela.dyn").offset()
                    + 24 * threadLocalRelocation()
                    + R_TYPE,
                RelocationType.R_X86_64_SIZE64))
        .contains("thread-local storage that is no address");
  }

  @Test
  void refusesAnIndirectFunctionWhoseResolverIsNoCode() {
    refused(bytes -> bytes.putLong(symbol("chosen") + ST_VALUE, 8)).contains("code");
  }

  @Test
  void refusesAReferenceToAnIndirectFunctionThatIsMadeToAnotherSymbol() {
    refused(bytes -> bytes.putInt(symbol("chosex"), bytes.getInt(symbol("chosen"))))
        .contains("indirect function chosen")
        .contains("beside a symbol of its name");
  }

  @Test
  void refusesAnIndirectFunctionThatIsAnAbsoluteValue() {
    refused(bytes -> bytes.putShort(symbol("chosen") + ST_SHNDX, (short) 0xfff1))
        .contains("indirect function chosen")
        .contains("absolute");
  }

  @Test
  void givesTheCarrierAnAlignmentOfThreadLocalStorageToDivideBy() throws IOException {
    Path unaligned =
        Elf.of(sound)
            .patched("libzero.so", bytes -> bytes.putLong(threadLocalHeader() + P_ALIGN, 0));
    Carrier carrier = plan(unaligned).carrier();
    byte[] file = new byte[(int) carrier.size()];
    carrier.writeTo(MemorySegment.ofArray(file), Carrier.Tasks.NONE);
    Path written = Files.write(folder.resolve("carrier.so"), file);
    assertThat(Elf.of(written).readelf("-l"))
        .containsPattern("TLS +0x\\S+ 0x\\S+ 0x\\S+ 0x\\S+ 0x\\S+ R +0x1\\s");
  }

  @Test
  void takesThreadLocalStorageOfZerosWhereverItSaysThatItLies() throws IOException {
    Path zeros =
        Elf.of(sound)
            .patched(
                "libzeros.so",
                bytes ->
                    bytes
                        .putLong(threadLocalHeader() + P_FILESZ, 0)
                        .putLong(threadLocalHeader() + P_VADDR, 0x10000000000L));
    Carrier carrier = plan(zeros).carrier();
    byte[] file = new byte[(int) carrier.size()];
    carrier.writeTo(MemorySegment.ofArray(file), Carrier.Tasks.NONE);
    Path written = Files.write(folder.resolve("carrier.so"), file);
    assertThat(Elf.of(written).readelf("-l"))
        .containsPattern("TLS +0x\\S+ 0x\\S+ 0x\\S+ 0x0+ 0x0+10 R ");
  }

  @Test
  @Timeout(60)
  void plansLargeTablesOfFunctionsQuickly() throws IOException {
    int count = 60_000;
    Path wide =
        new Compiler(folder)
            .c(
                "libwide.so",
                """
                __asm__(".altmacro\\n.macro f n\\n.pushsection .text\\n.globl f\\\\n\\n"
                        ".type f\\\\n,@function\\nf\\\\n: ret\\n.popsection\\n"
                        ".pushsection .init_array,\\"aw\\"\\n.quad f\\\\n\\n.popsection\\n.endm\\n"
                        ".set i,0\\n.rept %d\\nf %%i\\n.set i,i+1\\n.endr\\n.text\\n");
                """
                    .formatted(count),
                "-nostdlib");
    plan(sound);
    SharedObject object = parse(wide);
    assertThat(object.initArray().count()).isEqualTo(count);
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long started = threads.getCurrentThreadCpuTime();
    assertThat(new Planner(Map.of()).plan(object, Identity.file("/lib/lib.so")).slots())
        .hasSize(count);
    assertThat(threads.getCurrentThreadCpuTime() - started).isLessThan(5_000_000_000L);
  }
}
