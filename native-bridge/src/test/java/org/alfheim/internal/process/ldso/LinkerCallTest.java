package org.alfheim.internal.process.ldso;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.alfheim.fixture.Assembled;
import org.alfheim.fixture.ChildJvm;
import org.alfheim.internal.process.libc.Address;
import org.alfheim.internal.process.libc.CLibrary;
import org.alfheim.internal.process.libc.Memory;
import org.alfheim.internal.process.libc.NativeCall;
import org.alfheim.internal.process.libc.ProcessException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class LinkerCallTest {
  private static final String MISSING = "/nowhere/libmissing.so.1";

  /* dlerror(3) of such a file, in English. */
  private static final String REASON =
      MISSING + ": cannot open shared object file: No such file or directory";

  @TempDir private Path folder;

  @Test
  void isWhatItsSourceIsAssembledTo() {
    assertThat(LinkerCall.code()).isEqualTo(Assembled.of("linker-call.s", folder).code());
  }

  @Test
  void theFirstRefusalOfAProcessHasItsReason() {
    assertThat(ChildJvm.of(Refused.class).run(MISSING).lines()).containsExactly(REASON);
  }

  @Test
  void theReasonIsInEnglishWhateverTheLanguageOfTheUser() throws IOException {
    Path messages = Files.createDirectories(folder.resolve("LC_MESSAGES"));
    Files.write(
        messages.resolve("libc.mo"),
        catalogue(
            Map.of(
                "No such file or directory", "Datei oder Verzeichnis nicht gefunden",
                "cannot open shared object file",
                    "Kann die Shared-Object-Datei nicht \u00f6ffnen")));

    assertThat(
            ChildJvm.of(Refused.class)
                .with("LC_ALL", "C.UTF-8")
                .with("LANGUAGE", Path.of("/usr/share/locale").relativize(folder).toString())
                .run(MISSING, "translated")
                .lines())
        .containsExactly("Datei oder Verzeichnis nicht gefunden", REASON);
  }

  /** A message catalogue as gettext reads it ("The Format of GNU MO Files"). */
  private static byte[] catalogue(Map<String, String> translations) {
    List<byte[]> strings = new ArrayList<>();
    SortedMap<String, String> sorted = new TreeMap<>(translations);
    sorted.keySet().forEach(original -> strings.add(original.getBytes(UTF_8)));
    sorted.values().forEach(translation -> strings.add(translation.getBytes(UTF_8)));
    int size = 28 + strings.stream().mapToInt(string -> 9 + string.length).sum();
    ByteBuffer file = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    int tables = 28;
    int count = translations.size();
    file.putInt(0x950412de).putInt(0).putInt(count).putInt(tables).putInt(tables + 8 * count);
    file.putInt(0).putInt(tables + 16 * count);
    int place = tables + 16 * count;
    for (byte[] string : strings) {
      file.putInt(string.length).putInt(place);
      place += string.length + 1;
    }
    strings.forEach(string -> file.put(string).put((byte) 0));
    return file.array();
  }

  /** Opens a file that is not there, and prints why it can't. */
  static final class Refused {
    /** Its first argument is the file; with a second one, strerror(ENOENT) comes before. */
    public static void main(String[] arguments) {
      if (arguments.length > 1) {
        long text = NativeCall.invoke(CLibrary.function("strerror"), 2).value();
        System.out.println(Memory.string(new Address(text)));
      }
      System.out.println(((DynamicLinker.Refused) DynamicLinker.open(arguments[0])).reason());
    }
  }

  @Test
  void whatSucceedsAfterAFailureHasNoError() {
    assertThat(DynamicLinker.open(MISSING)).isEqualTo(new DynamicLinker.Refused(REASON));

    assertThat(DynamicLinker.open("libc.so.6")).isInstanceOf(DynamicLinker.Opened.class);
  }

  @Test
  void theLanguageOfTheThreadStaysAsItWas() {
    MemorySegment uselocale = CLibrary.function("uselocale");
    long before = NativeCall.invoke(uselocale, 0).value();

    DynamicLinker.open(MISSING);

    assertThat(NativeCall.invoke(uselocale, 0).value()).isEqualTo(before);
  }

  @Test
  void aSymbolThatIsMissingIsNamed() {
    long libc = DynamicLinker.held("libc.so.6");

    assertThatThrownBy(() -> DynamicLinker.find(libc, "no_such_symbol"))
        .isInstanceOf(ProcessException.class)
        .hasMessageContaining("undefined symbol: no_such_symbol");
    assertThatThrownBy(() -> DynamicLinker.find(libc, "malloc", "GLIBC_9.9"))
        .isInstanceOf(ProcessException.class)
        .hasMessageContaining("malloc")
        .hasMessageContaining("GLIBC_9.9");
    assertThat(DynamicLinker.find(libc, "malloc", "GLIBC_2.2.5"))
        .isEqualTo(DynamicLinker.find(libc, "malloc"));
    assertThat(DynamicLinker.defines("no_such_symbol")).isFalse();
    assertThat(DynamicLinker.defines("malloc", "GLIBC_9.9")).isFalse();
    assertThat(DynamicLinker.defines("malloc", "GLIBC_2.2.5")).isTrue();
  }

  @Test
  void whatDlinfoRefusesItRefusesWithItsReason() {
    /* A request that there is not: the gap between two of dlfcn.h's. */
    MemorySegment dlinfo = CLibrary.function("dlinfo");
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment out = arena.allocate(8, 8);
      LinkerCall.Result result =
          LinkerCall.invoke(dlinfo, DynamicLinker.held("libc.so.6"), 3, out.address());

      assertThat((int) result.value()).isEqualTo(-1);
      assertThat(result.error().orElseThrow().toLowerCase(Locale.ROOT))
          .contains("unsupported dlinfo request");
    }
  }

  @Test
  void aReasonIsWholeHoweverLongItIs() {
    String name = "/nowhere/" + "x".repeat(200) + "/y".repeat(1_000) + ".so";

    assertThat(DynamicLinker.open(name))
        .isEqualTo(
            new DynamicLinker.Refused(
                name + ": cannot open shared object file: No such file or directory"));
  }

  @Test
  void eachThreadHasItsOwnReason() {
    List<String> reasons =
        List.of("/nowhere/a.so", "/nowhere/b.so").parallelStream()
            .map(name -> ((DynamicLinker.Refused) DynamicLinker.open(name)).reason())
            .toList();

    assertThat(reasons.get(0)).startsWith("/nowhere/a.so: ");
    assertThat(reasons.get(1)).startsWith("/nowhere/b.so: ");
  }
}
