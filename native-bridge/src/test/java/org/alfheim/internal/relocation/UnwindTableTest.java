package org.alfheim.internal.relocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.alfheim.elf.ElfException;
import org.alfheim.fixture.ChildJvm;
import org.alfheim.fixture.Compiler;
import org.alfheim.fixture.Elf;
import org.alfheim.fixture.Loaded;
import org.alfheim.internal.plan.Plans;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The unwind table is followed by unwinders that check nothing: a damaged one has no plan. */
@Timeout(120)
class UnwindTableTest {
  @TempDir Path folder;

  private Path sound;
  private int header;
  private int frames;

  @BeforeEach
  void compile() {
    sound =
        new Compiler(folder)
            .cpp(
                "libsound.so",
                """
                extern "C" int F(int a) {
                  try { if (a) throw a; } catch (int caught) { return caught + 1; }
                  return 0;
                }
                """);
    header = (int) Elf.of(sound).section(".eh_frame_hdr").offset();
    frames = (int) Elf.of(sound).section(".eh_frame").offset();
    assertThat(Plans.of(sound).carrier()).isNotNull();
  }

  private AbstractStringAssert<?> refused(int field, Consumer<ByteBuffer> change) {
    Path changed = Elf.of(sound).patched("libchanged.so", change);
    ElfException refusal = catchThrowableOfType(ElfException.class, () -> Plans.of(changed));
    assertThat(refusal).as("the file was not refused").isNotNull();
    assertThat(refusal.field()).isEqualTo("PT_GNU_EH_FRAME");
    assertThat(refusal.offset()).isEqualTo(field);
    return assertThat(refusal.problem());
  }

  /** What is at stake: the unwinder reads past the table, or ends the process. */
  @ParameterizedTest
  @CsvSource({"1, 1, 0x4f", "2, 1, 0x0f", "8, 4, 0x7ffffff0"})
  void byDlopenTheProcessDoesNotSurviveIt(int offset, int size, String value) {
    int changed = Integer.decode(value);
    Path damaged =
        Elf.of(sound)
            .patched(
                "libdeadly.so",
                bytes -> {
                  if (size == 1) {
                    bytes.put(header + offset, (byte) changed);
                  } else {
                    bytes.putInt(header + offset, changed);
                  }
                });

    ChildJvm.Outcome outcome =
        ChildJvm.of(CallByDlopen.class)
            .option("-XX:ErrorFile=" + folder.resolve("died.log"))
            .run(damaged);
    /* Java's way to end after a signal, and the signal itself. */
    assertThat(outcome.status()).as(outcome.output()).isIn(1, 134);
    assertThat(outcome.output()).contains("called").doesNotContain("returned");
    assertThat(catchThrowableOfType(ElfException.class, () -> Plans.of(damaged))).isNotNull();
  }

  /** Calls what throws and catches. */
  static final class CallByDlopen {
    public static void main(String[] arguments) {
      Loaded library = Loaded.byDlopen(Path.of(arguments[0]));
      library.call("F", 0);
      System.out.println("called");
      library.call("F", 6);
      System.out.println("returned");
    }
  }

  @Test
  void withAnEncodingThatUnwindersEndTheProcessAt() {
    refused(header + 1, bytes -> bytes.put(header + 1, (byte) 0x4f)).contains("eh_frame_ptr_enc");
    refused(header + 2, bytes -> bytes.put(header + 2, (byte) 0x0f)).contains("fde_count_enc");
    refused(header + 3, bytes -> bytes.put(header + 3, (byte) 0x9b)).contains("table_enc is 0x9b");
  }

  @ParameterizedTest
  @CsvSource({"-1", "0x7ffffff0", "0x10000000", "0x1000"})
  void withMoreEntriesThanItsSegmentHas(String count) {
    refused(header + 8, bytes -> bytes.putInt(header + 8, Integer.decode(count)))
        .contains("entries (fde_count) leaves its segment");
  }

  @ParameterizedTest
  @CsvSource({"0x7fffffff", "-0x80000000", "0x100000"})
  void whoseRecordsAreElsewhere(String distance) {
    refused(header + 4, bytes -> bytes.putInt(header + 4, Integer.decode(distance)))
        .contains("outside the image");
    refused(header + 16, bytes -> bytes.putInt(header + 16, Integer.decode(distance)))
        .startsWith("the unwind table is damaged: entry 0 of the table leads to");
  }

  @ParameterizedTest
  @CsvSource({"0", "3", "-1", "0x7fffffff", "0x10000"})
  void whoseRecordIsLongerThanItsSegmentOrNone(String length) {
    int record = header + intAt(header + 16);
    refused(header + 16, bytes -> bytes.putInt(record, Integer.decode(length)))
        .contains("which is no FDE");
  }

  @ParameterizedTest
  @CsvSource({"0", "-1", "0x7fffffff", "-0x80000000", "4"})
  void whoseRecordSharesNothing(String distance) {
    int record = header + intAt(header + 16);
    refused(header + 16, bytes -> bytes.putInt(record + 4, Integer.decode(distance)))
        .contains("which is no FDE");
  }

  @Test
  void whoseSharedRecordHasNoEnd() {
    refused(
            header + 16,
            bytes -> {
              int shared = frames;
              for (int at = shared + 9; at < shared + 4 + bytes.getInt(shared); at++) {
                bytes.put(at, (byte) 'z');
              }
            })
        .contains("which is no FDE");
  }

  @Test
  void ofAListWithoutATableThatHasNoEnd() {
    refused(
            header + 4,
            bytes -> {
              bytes.put(header + 2, (byte) 0xff).put(header + 3, (byte) 0xff);
              bytes.putInt(frames, 0x7fff_ff00);
            })
        .contains("neither an FDE nor a CIE");
  }

  @Test
  void isTakenAsAListWithoutATable() {
    Path list =
        Elf.of(sound)
            .patched(
                "liblist.so",
                bytes -> bytes.put(header + 2, (byte) 0xff).put(header + 3, (byte) 0xff));

    assertThat(Loaded.byDlopen(list).call("F", 6)).isEqualTo(7);
    assertThat(Loaded.byAlfheim(list).call("F", 6)).isEqualTo(7);
  }

  /** Of another version unwinders know nothing and read nothing. */
  @Test
  void isTakenOfAnotherVersion() {
    Path other = Elf.of(sound).patched("libother.so", bytes -> bytes.put(header, (byte) 2));

    assertThat(Loaded.byAlfheim(other).call("F", 0)).isZero();
  }

  private int intAt(int offset) {
    int[] found = new int[1];
    Elf.of(sound).patched("libread.so", bytes -> found[0] = bytes.getInt(offset));
    return found[0];
  }

  /** The records lie in the order of the source, the entries in that of the addresses. */
  @Test
  void entriesThatLeadToRecordsInAnotherOrderAreSound() {
    StringBuilder source = new StringBuilder();
    for (int i = 0; i < 3000; i++) {
      source.append(
          "__attribute__((section(\".text.%04d\"))) int f%d(int a) { return a + %d; }%n"
              .formatted(i * 7 % 3000, i, i));
    }
    Path scattered =
        new Compiler(folder)
            .c("libscattered.so", source.toString(), "-Wl,--sort-section=name", "-O1");

    assertThat(Plans.of(scattered).carrier()).isNotNull();
  }

  /** Also far behind those that are read at once. */
  @Test
  void oneBadEntryAmongThousandsIsFound() {
    StringBuilder source = new StringBuilder();
    for (int i = 0; i < 3000; i++) {
      source.append("int g%d(int a) { return a + %d; }%n".formatted(i, i));
    }
    sound = new Compiler(folder).c("libmany.so", source.toString(), "-O1");
    header = (int) Elf.of(sound).section(".eh_frame_hdr").offset();
    int entry = 2987;

    refused(
            header + 12 + 8 * entry + 4,
            bytes -> {
              int at = header + 12 + 8 * entry + 4;
              bytes.putInt(at, bytes.getInt(at) + 4);
            })
        .contains("entry " + entry + " of the table leads to");
  }
}
