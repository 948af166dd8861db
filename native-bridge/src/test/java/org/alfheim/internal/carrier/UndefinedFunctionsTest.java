package org.alfheim.internal.carrier;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.alfheim.elf.SharedObject;
import org.alfheim.elf.Vaddr;
import org.alfheim.fixture.Compiler;
import org.alfheim.internal.plan.Plan;
import org.alfheim.internal.plan.Planner;
import org.alfheim.internal.plan.Plans;
import org.alfheim.internal.relocation.Layout;
import org.alfheim.internal.relocation.Slot;
import org.alfheim.internal.relocation.Slots;
import org.alfheim.plugin.Waiver;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which functions an image can do without until it calls them, and the code that calls end in. */
@Timeout(60)
class UndefinedFunctionsTest {
  private static final int DATA = 48;
  private static final int STUBS = 0x148;
  private static final int STUB_SIZE = 24;

  @TempDir private Path folder;

  private Compiler compiler;

  @BeforeEach
  void compilerInFolder() {
    compiler = new Compiler(folder);
  }

  @Test
  void isWhatItsSourceIsAssembledTo() throws IOException {
    Path object = folder.resolve("undefined.o");
    Path binary = folder.resolve("undefined.bin");
    Compiler.run(
        List.of(
            "gcc",
            "-c",
            "-nostdlib",
            "-o",
            object.toString(),
            "src/main/java/org/alfheim/internal/amd64/undefined.s"));
    Compiler.run(
        List.of("objcopy", "-O", "binary", "-j", ".text", object.toString(), binary.toString()));
    byte[] assembled = Files.readAllBytes(binary);
    byte[] written = written(image("int gone(void); int F(void) { return gone(); }"));

    assertThat(Arrays.copyOfRange(written, DATA, STUBS))
        .isEqualTo(Arrays.copyOfRange(assembled, DATA, STUBS));
    /* The example has another name, 5 bytes behind its start. */
    ByteBuffer stub = ByteBuffer.wrap(assembled).order(ByteOrder.LITTLE_ENDIAN);
    stub.putInt(
        STUBS + 5, ByteBuffer.wrap(written).order(ByteOrder.LITTLE_ENDIAN).getInt(STUBS + 5));
    assertThat(Arrays.copyOfRange(written, STUBS, assembled.length))
        .isEqualTo(Arrays.copyOfRange(assembled, STUBS, assembled.length));
  }

  @Test
  void hasAStubForEachWithItsNameAndItsSlot() {
    SharedObject image =
        image("int gone(void), lost(int); int F(void) { return gone() + lost(1); }");
    ByteBuffer bytes = ByteBuffer.wrap(written(image)).order(ByteOrder.LITTLE_ENDIAN);

    assertThat(bytes.getLong(0)).isEqualTo(0x20000);
    assertThat(bytes.getLong(8)).isEqualTo(Layout.of(image).start().value());
    assertThat(bytes.getLong(16)).isEqualTo(Layout.of(image).end().value());
    assertThat(bytes.getLong(24)).isEqualTo(2);
    assertThat(string(bytes, (int) bytes.getLong(32)))
        .isEqualTo("alfheim: symbol lookup error: /opt/libx.so: undefined symbol: ");
    assertThat(string(bytes, (int) bytes.getLong(40))).isEqualTo("/opt/libx.so+");
    assertThat(List.of(name(bytes, 0), name(bytes, 1))).containsExactlyInAnyOrder("gone", "lost");
    assertThat(bytes.getInt(STUBS + 16)).isEqualTo(-0x10000 + 8 * slot(image, name(bytes, 0)));
    assertThat(bytes.getInt(STUBS + STUB_SIZE + 16))
        .isEqualTo(-0x10000 + 8 * slot(image, name(bytes, 1)));
  }

  private static String name(ByteBuffer bytes, int stub) {
    return string(bytes, bytes.getInt(STUBS + STUB_SIZE * stub + 5));
  }

  private static int slot(SharedObject image, String function) {
    List<Slot> slots = plan(image, Set.of()).slots();
    for (int i = 0; i < slots.size(); i++) {
      if (image.symbols().name(slots.get(i).symbol()).equals(function)) {
        return i;
      }
    }
    throw new AssertionError(function);
  }

  private static String string(ByteBuffer bytes, int at) {
    StringBuilder text = new StringBuilder();
    for (int i = at; bytes.get(i) != 0; i++) {
      text.append((char) bytes.get(i));
    }
    return text.toString();
  }

  private static byte[] written(SharedObject image) {
    Plan plan = plan(image, Set.of());
    UndefinedFunctions functions =
        UndefinedFunctions.of(image, Slots.of(plan.slots(), image), "/opt/libx.so");
    MemorySegment file = MemorySegment.ofArray(new byte[functions.size()]);
    functions.writeTo(file, 0, new Vaddr(0x20000), plan.layout(), new Vaddr(0x10000));
    return file.toArray(JAVA_BYTE);
  }

  private static Plan plan(SharedObject image, Set<Waiver> waivers) {
    return new Planner(java.util.Map.of(), waivers).plan(image, Identity.file("/opt/libx.so"));
  }

  private SharedObject image(String source, String... options) {
    String[] all = Arrays.copyOf(options, options.length + 1);
    all[options.length] = "-nostdlib";
    return Plans.image(compiler.c("image.so", source, all));
  }

  @Test
  void areThoseThatAreCalledByThePlt() {
    SharedObject image =
        image(
            """
            extern int variable, kept(void), called(void), both(void), defined(void);
            extern int perhaps(void) __attribute__((weak));
            int (*pointer)(void) = kept;
            int defined(void) { return 1; }
            int F(void) { return variable + called() + both() + perhaps() + defined(); }
            void *G(void) { return both; }
            """,
            "-Wl,-z,lazy");

    assertThat(plan(image, Set.of()).deferrable()).containsExactly("called");
    assertThat(plan(image, Set.of()).carrier().endsUndefinedCalls()).isFalse();
    assertThat(plan(image, Set.of(Waiver.UNDEFINED_FUNCTIONS)).carrier().endsUndefinedCalls())
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-Wl,-z,now", "-fno-plt"})
  void areNoneWhereAllIsBoundAtOnce(String option) {
    SharedObject image = image("int gone(void); int F(void) { return gone(); }", option);

    assertThat(plan(image, Set.of(Waiver.UNDEFINED_FUNCTIONS)).deferrable()).isEmpty();
  }
}
