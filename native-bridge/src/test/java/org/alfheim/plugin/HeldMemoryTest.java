package org.alfheim.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.alfheim.fixture.ChildJvm;
import org.alfheim.fixture.Compiler;
import org.alfheim.fixture.Loaded;
import org.alfheim.loader.Loader;
import org.alfheim.plugin.admission.Admission;
import org.alfheim.plugin.admission.Candidate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What memory an open plugin holds, by what the kernel says of its memory files: the blocks of the
 * file that a mapping shows, which takes the superuser to ask for.
 */
@Timeout(120)
class HeldMemoryTest {
  private static final int TAIL = 32 << 20;
  private static final int LITTLE = 128 << 10;
  private static final String SOURCE =
      """
      #include <stdlib.h>
      static int numbers[3000] = {1, 2, 3};
      static int *p = numbers + 2;
      int F(void) { return *p + atoi("4"); }
      """;

  @TempDir Path folder;

  private Compiler compiler;

  @BeforeEach
  void compilerInFolder() {
    compiler = new Compiler(folder);
  }

  @AfterEach
  void admitEverything() {
    Loader.admit("held", new Judge(false, _ -> List.of()));
  }

  private record Judge(boolean restricts, Function<Candidate, List<String>> judge)
      implements Admission {
    @Override
    public List<String> objections(Candidate candidate) {
      return judge.apply(candidate);
    }

    @Override
    public boolean admitsSymbol(String symbol) {
      return true;
    }
  }

  /** Where an image has what nobody maps. */
  enum Unmapped {
    /** As a file that something was appended to. */
    BEHIND_THE_SECTION_HEADERS {
      @Override
      Path add(Path image, Path content) throws IOException {
        return append(image, Files.readAllBytes(content));
      }
    },
    /** As debug information. */
    BEFORE_THE_SECTION_HEADERS {
      @Override
      Path add(Path image, Path content) {
        Compiler.run(
            List.of("objcopy", "--add-section", ".debug_info=" + content, image.toString()));
        return image;
      }
    },
    /** As by tools that need room for more program headers, the table behind everything. */
    BEFORE_THE_PROGRAM_HEADERS {
      @Override
      Path add(Path image, Path content) throws IOException {
        append(image, Files.readAllBytes(content));
        ByteBuffer header =
            ByteBuffer.wrap(Files.readAllBytes(image)).order(ByteOrder.LITTLE_ENDIAN);
        byte[] table = new byte[header.getShort(56) * 56];
        header.get((int) header.getLong(32), table);
        header.putLong(32, header.capacity());
        Files.write(image, header.array());
        return append(image, table);
      }
    };

    abstract Path add(Path image, Path content) throws IOException;

    static Path append(Path file, byte[] bytes) throws IOException {
      return Files.write(file, bytes, StandardOpenOption.APPEND);
    }
  }

  private Path padded(String name, Unmapped unmapped, String... arguments) throws IOException {
    byte[] noise = new byte[TAIL];
    new Random(1).nextBytes(noise);
    Path content = Files.write(folder.resolve("noise"), noise);
    return unmapped.add(compiler.c(name, SOURCE, arguments), content);
  }

  /** The bytes of memory files that are mapped under a name. */
  private static long held(String name) throws IOException {
    List<String> links = new ArrayList<>();
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/maps"))) {
      lines
          .filter(line -> line.endsWith("/memfd:" + name + " (deleted)"))
          .map(line -> "/proc/self/map_files/" + line.substring(0, line.indexOf(' ')))
          .limit(1)
          .forEach(links::add);
    }
    assertThat(links).hasSize(1);
    String blocks =
        Compiler.run(
            List.of(
                "stat",
                "-L",
                "-c",
                "%b",
                links.getFirst().replace("self", "" + ProcessHandle.current().pid())));
    return 512 * Long.parseLong(blocks.trim());
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNotMappedOfAFileIsNotHeld(Unmapped unmapped) throws IOException {
    String name = "lib" + unmapped + ".so";
    LocalPlugin plugin = Loader.openLocal(padded(name, unmapped));

    assertThat(Loaded.by(plugin).call("F")).isEqualTo(7);
    assertThat(plugin.buildId()).isPresent();
    assertThat(held(name)).isPositive().isLessThan(LITTLE);
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNotMappedOfAnImageInMemoryIsNotHeld(Unmapped unmapped) throws IOException {
    String name = "memory" + unmapped + ".so";
    byte[] image = Files.readAllBytes(padded(name, unmapped));
    LocalPlugin plugin = Loader.openLocal(name, image);

    assertThat(Loaded.by(plugin).call("F")).isEqualTo(7);
    assertThat(Loader.openLocal(name, image)).isSameAs(plugin);
    assertThat(held(name)).isPositive().isLessThan(LITTLE);
  }

  /** How many symbols there are stands in the section headers alone. */
  @Test
  void sectionHeadersBehindDebugInformationAreRead() throws IOException {
    Path file =
        padded("libunhashed.so", Unmapped.BEFORE_THE_SECTION_HEADERS, "-Wl,--hash-style=sysv");
    ByteBuffer image = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    forget(image, 4);
    Files.write(file, image.array());

    assertThat(Loader.openLocal(file).find("F")).isPresent();
    assertThat(held("libunhashed.so")).isLessThan(LITTLE);
  }

  /** Gives an entry of the dynamic section a tag that nobody knows. */
  private static void forget(ByteBuffer image, long tag) {
    for (int i = 0; i < image.getShort(56); i++) {
      int header = (int) image.getLong(32) + 56 * i;
      if (image.getInt(header) == 2) {
        int at = (int) image.getLong(header + 8);
        while (image.getLong(at) != tag) {
          at += 16;
        }
        image.putLong(at, 0x6ffffe00L);
      }
    }
  }

  @Test
  void theFigureIsWhatTheKernelSays() throws IOException {
    Path file = padded("libfigure.so", Unmapped.BEFORE_THE_SECTION_HEADERS);
    LocalPlugin plugin = Loader.openLocal(file);
    long carrier = plugin.image().held() - held("libfigure.so");

    assertThat(carrier).isPositive().isLessThan(32 << 10);
    assertThat(carrier % 4096).isZero();
  }

  @Test
  void aLibraryOfTheSystemIsNotCopied() {
    LocalPlugin plugin = Loader.openLocal(Path.of("/usr/lib/x86_64-linux-gnu/gconv/IBM1026.so"));

    assertThat(plugin.image().held()).isPositive().isLessThan(32 << 10);
  }

  @Test
  void aFileOfSeveralGibibytesOpensAtOnce() throws IOException {
    Path file = compiler.c("libvast.so", SOURCE);
    try (RandomAccessFile vast = new RandomAccessFile(file.toFile(), "rw")) {
      vast.setLength(5L << 30);
    }
    LocalPlugin plugin = Loader.openLocal(file);

    assertThat(Loaded.by(plugin).call("F")).isEqualTo(7);
    assertThat(held("libvast.so")).isLessThan(LITTLE);
  }

  @Test
  void aPolicyJudgesAllOfAFile() throws IOException {
    Path file = padded("libjudged.so", Unmapped.BEFORE_THE_SECTION_HEADERS);
    String expected = Compiler.run(List.of("sha256sum", file.toString())).substring(0, 64);
    List<String> digests = new ArrayList<>();
    Judge judge =
        new Judge(
            true,
            candidate -> {
              digests.add(candidate.sha256());
              digests.add(candidate.content().byteSize() + "");
              return List.of();
            });
    Loader.admit("held", judge);
    LocalPlugin plugin = Loader.openLocal(file);
    byte[] image = Files.readAllBytes(file);
    Loader.openLocal("judged.so", image);
    Loader.openLocal("judged.so", image);
    Loader.openLocal(file);

    String size = "" + Files.size(file);
    assertThat(digests)
        .containsExactly(expected, size, expected, size, expected, size, expected, size);
    assertThat(plugin.image().held()).isLessThan(LITTLE);
    assertThat(inodes("libjudged.so")).as("what was read for it is given back").hasSize(1);
  }

  /** The memory files of a name that are mapped. */
  private static Set<String> inodes(String name) throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/maps"))) {
      return lines
          .filter(line -> line.endsWith("/memfd:" + name + " (deleted)"))
          .map(line -> line.split(" +", -1)[4])
          .collect(Collectors.toSet());
    }
  }

  @Test
  void aFileThatChangesBeforeItIsJudgedIsRefused() throws IOException {
    Path file = padded("libturned.so", Unmapped.BEFORE_THE_SECTION_HEADERS);
    Loader.admit(
        "held",
        new Judge(
            true,
            candidate -> {
              turn(file);
              candidate.sha256();
              return List.of();
            }));

    assertThatExceptionOfType(PolicyException.class)
        .isThrownBy(() -> Loader.openLocal(file))
        .withMessageContaining("it can't be judged")
        .withMessageContaining("it has changed since it was read");
  }

  /** Changes the data of a library. */
  private static void turn(Path file) {
    try {
      ByteBuffer image = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
      for (int at = 0; at < image.capacity() - 12; at += 4) {
        if (image.getInt(at) == 1 && image.getInt(at + 4) == 2 && image.getInt(at + 8) == 3) {
          image.putInt(at, 100);
          Files.write(file, image.array());
          return;
        }
      }
      throw new AssertionError("no numbers in " + file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aFileThatChangesWhileItIsReadIsAPluginOrATypedRefusal() throws IOException {
    Path file =
        compiler.c("libchanging.so", "int F(void) { return 6; }\nconst char big[50000] = {1};\n");
    Unmapped.append(file, new byte[200_000]);

    ChildJvm.Outcome outcome = ChildJvm.of(ChangingFileTest.OpenWhileItChanges.class).run(file);

    assertThat(outcome.status()).as(outcome.output()).isZero();
    assertThat(outcome.lines()).hasSize(1);
    assertThat(outcome.lines().getFirst()).matches("\\{opened=[1-9]\\d*, refused=[1-9]\\d*}");
  }
}
