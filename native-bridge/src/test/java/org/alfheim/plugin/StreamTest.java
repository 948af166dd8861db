package org.alfheim.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.jar.JarFile;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.alfheim.fixture.ChildJvm;
import org.alfheim.fixture.Compiler;
import org.alfheim.fixture.Loaded;
import org.alfheim.fixture.Traces;
import org.alfheim.loader.Loader;
import org.alfheim.plugin.admission.Admission;
import org.alfheim.plugin.admission.Candidate;
import org.alfheim.plugin.spi.PluginSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An image that a stream brings. */
@Timeout(120)
class StreamTest {
  private static final long UNKNOWN = PluginSource.OfStream.UNKNOWN;

  @TempDir Path folder;

  private Compiler compiler;

  @BeforeEach
  void compilerInFolder() {
    compiler = new Compiler(folder);
  }

  /** Of some 15 KB, or of so many more. */
  private byte[] image(String name, int more) throws IOException {
    return Files.readAllBytes(
        compiler.c(
            name,
            "const char filling[%d] = {1}; int runs; __attribute__((constructor)) static void run(void) { runs++; }"
                    .formatted(more + 1)
                + " int F(void) { return runs + 41; }"));
  }

  private static Plugin open(String name, long size, PluginSource.OfStream.Content content) {
    return Loader.open(new PluginSource.OfStream(name, size, content), OpenOptions.usual());
  }

  private static PluginSource.OfStream.Content of(byte[] image) {
    return () -> new ByteArrayInputStream(image);
  }

  /** Gives as many bytes at a time as it likes. */
  private static InputStream inPieces(byte[] image, int most) {
    return new FilterInputStream(new ByteArrayInputStream(image)) {
      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        return super.read(bytes, offset, Math.min(length, most));
      }
    };
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1",
    "0, 16384",
    "50_000, 7",
    "100_000, 65_535",
    "300_000, 1000",
    "300_000, 99999"
  })
  void isWhatItsBytesAreInWhateverPiecesTheyCome(int more, int piece) throws IOException {
    String name = "pieces" + more + "-" + piece + ".so";
    byte[] image = image(name, more);

    Plugin plugin = open(name, image.length, () -> inPieces(image, piece));

    assertThat(Loaded.by(plugin).call("F")).isEqualTo(42);
    assertThat(plugin.location()).startsWith(name + "#" + image.length + "-");
    assertThat(Loader.open(name, image)).isSameAs(plugin);
    assertThat(open(name, UNKNOWN, () -> inPieces(image, 333))).isSameAs(plugin);
    assertThat(Loaded.by(plugin).call("F")).isEqualTo(42);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 300_000})
  void isFoundWhereItsBytesAreOpenAlready(int more) throws IOException {
    String name = "bytes" + more + ".so";
    byte[] image = image(name, more);
    Plugin plugin = Loader.open(name, image);
    Traces before = Traces.now();

    assertThat(open(name, image.length, of(image))).isSameAs(plugin);
    assertThat(open(name, UNKNOWN, of(image))).isSameAs(plugin);

    assertThat(Traces.since(before)).isEqualTo(Traces.NONE);
  }

  /** What was brought last under a name is compared while it comes. */
  @ParameterizedTest
  @ValueSource(ints = {0, 300_000})
  void isFoundAgainAndNoOtherForIt(int more) throws IOException {
    String name = "again" + more + ".so";
    byte[] image = withDebugInformation(name, more);
    byte[] mapped = image.clone();
    mapped[0x30] ^= 1; // e_flags, which has no meaning on this machine
    byte[] unmapped = image.clone();
    unmapped[unmapped.length / 2] ^= 1; // not held
    List<byte[]> images = List.of(image, mapped, unmapped);
    List<Plugin> plugins = new ArrayList<>();
    for (byte[] each : images) {
      plugins.add(open(name, each.length, of(each)));
    }
    assertThat(plugins).doesNotHaveDuplicates();
    Traces before = Traces.now();
    for (int i = 0; i < 9; i++) {
      byte[] each = images.get(i / 2 % 3); // each of them twice
      Plugin plugin = plugins.get(i / 2 % 3);

      assertThat(open(name, each.length, () -> inPieces(each, 50_000))).isSameAs(plugin);

      long longer = each.length + 1L;
      assertThatThrownBy(() -> open(name, each.length, of(Arrays.copyOf(each, (int) longer))))
          .isInstanceOf(InvalidImageException.class)
          .hasMessageStartingWith(name + ": the stream goes on after");
      assertThatThrownBy(() -> open(name, longer, of(each)))
          .isInstanceOf(InvalidImageException.class)
          .hasMessageStartingWith(name + ": the stream ends after");
      assertThatThrownBy(() -> open(name, each.length, of(Arrays.copyOf(each, 9_000))))
          .isInstanceOf(InvalidImageException.class)
          .hasMessageStartingWith(name + ": the stream ends after 9000");
      assertThatThrownBy(() ->
              open(
                  name,
                  each.length,
                  () ->
                      new Failing(each, 9_000, () -> new IOException("gone"), new AtomicInteger())))
          .isInstanceOf(InvalidImageException.class)
          .hasMessage(name + ": gone");
    }
    assertThat(Traces.since(before)).isEqualTo(Traces.NONE);
    OpenOptions elsewhere = OpenOptions.builder().folder(folder).build();
    assertThat(
            plugins.contains(
                Loader.open(new PluginSource.OfStream(name, image.length, of(image)), elsewhere)))
        .isFalse();
  }

  private byte[] withDebugInformation(String name, int more) throws IOException {
    return Files.readAllBytes(
        compiler.c(
            name,
            "__asm__(\".section .debug_info\\n.zero 200000, 7\\n.text\");"
                + " const char filling[%d] = {1}; int F(void) { return 42; }".formatted(more + 1)));
  }

  /** The sizes around that at which an image is copied in another way. */
  @Test
  void hasAnySize() throws IOException {
    byte[] image = image("sizes.so", 40_000);
    for (int size : IntStream.of(65_535, 65_536, 65_537, 65_538, 131_073, 131_074).toArray()) {
      byte[] longer = Arrays.copyOf(image, size);
      for (long told : new long[] {size, UNKNOWN}) {
        Plugin plugin = open("sizes" + size + "-" + told + ".so", told, of(longer));

        assertThat(Loaded.by(plugin).call("F")).as("of %d bytes", size).isEqualTo(42);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {ZipEntry.STORED, ZipEntry.DEFLATED})
  void mayBeTheEntryOfAJar(int method) throws IOException {
    byte[] image = image("entry.so", 200_000);
    Path jar = folder.resolve("a.jar");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
      ZipEntry entry = new ZipEntry("lib/entry.so");
      entry.setMethod(method);
      entry.setSize(image.length);
      CRC32 checksum = new CRC32();
      checksum.update(image);
      entry.setCrc(checksum.getValue());
      out.putNextEntry(entry);
      out.write(image);
    }
    String name = "jar" + method + "!/lib/entry.so";
    try (JarFile file = new JarFile(jar.toFile())) {
      ZipEntry entry = file.getEntry("lib/entry.so");

      Plugin plugin = open(name, entry.getSize(), () -> file.getInputStream(entry));

      assertThat(Loader.open(name, image)).isSameAs(plugin);
      assertThat(Loaded.by(plugin).call("F")).isEqualTo(42);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, -1, the stream goes on after the %d bytes that it was to have; get it whole",
    "0, 1, the stream ends after %d of %d bytes; get it whole",
    "200_000, -1, the stream goes on after the %d bytes that it was to have; get it whole",
    "200_000, -150_000, the stream goes on after the %d bytes that it was to have; get it whole",
    "200_000, 1, the stream ends after %d of %d bytes; get it whole",
    "200_000, 1_000_000_000, the stream ends after %d of %d bytes; get it whole",
  })
  void isRefusedIfItIsNotAsLongAsWasTold(int more, int difference, String problem)
      throws IOException {
    String name = "told" + more + difference + ".so";
    byte[] image = image(name, more);
    long told = (long) image.length + difference;
    Traces before = Traces.now();

    Throwable refusal = catchThrowable(() -> open(name, told, of(image)));

    assertThat(refusal)
        .isInstanceOf(InvalidImageException.class)
        .hasMessage(name + ": " + problem.formatted(difference < 0 ? told : image.length, told));
    assertThat(Traces.since(before)).isEqualTo(Traces.NONE);
    assertThat(Loaded.by(open(name, image.length, of(image))).call("F")).isEqualTo(42);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 0, 7, 100_000})
  void isRefusedIfNothingComes(long told) {
    Throwable refusal = catchThrowable(() -> open("nothing.so", told, of(new byte[0])));

    assertThat(refusal)
        .isInstanceOf(InvalidImageException.class)
        .hasMessage(
            told > 0
                ? "nothing.so: the stream ends after 0 of " + told + " bytes; get it whole"
                : "nothing.so: the image is empty; only ELF64 supported");
  }

  /** A stream that fails when some bytes have come. */
  private static final class Failing extends FilterInputStream {
    private final Callable<Throwable> failure;
    private final AtomicInteger closed;
    private int left;

    Failing(byte[] image, int left, Callable<Throwable> failure, AtomicInteger closed) {
      super(new ByteArrayInputStream(image));
      this.left = left;
      this.failure = failure;
      this.closed = closed;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (left == 0) {
        switch (failureNow()) {
          case IOException e -> throw e;
          case RuntimeException e -> throw e;
          case Throwable e -> throw (Error) e;
        }
      }
      int count = super.read(bytes, offset, Math.min(length, left));
      left -= count;
      return count;
    }

    private Throwable failureNow() {
      try {
        return failure.call();
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public void close() throws IOException {
      closed.incrementAndGet();
      super.close();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5_000, 65_536, 65_537, 200_000})
  void failsAsItsStreamFailsAndLeavesNothing(int after) throws IOException {
    byte[] image = image("failing.so", 250_000);
    AtomicInteger closed = new AtomicInteger();
    Traces before = Traces.now();
    for (Throwable failure :
        List.of(
            new IOException("the disk is on fire"),
            new IllegalStateException("the archive was closed"),
            new OutOfMemoryError("no heap"))) {
      assertThatThrownBy(() ->
              open(
                  "failing.so",
                  image.length,
                  () -> new Failing(image, after, () -> failure, closed)))
          .satisfies(thrown -> {
            if (failure instanceof IOException) {
              assertThat(thrown)
                  .isInstanceOf(InvalidImageException.class)
                  .hasMessage("failing.so: the disk is on fire")
                  .hasCause(failure);
            } else {
              assertThat(thrown).isSameAs(failure);
            }
          });
    }
    assertThatThrownBy(() ->
            open(
                "failing.so",
                UNKNOWN,
                () -> {
                  throw new IOException();
                }))
        .isInstanceOf(InvalidImageException.class)
        .hasMessage("failing.so: IOException");

    assertThat(closed).hasValue(3);
    assertThat(Traces.since(before)).isEqualTo(Traces.NONE);
  }

  /** What the stream says when it is closed counts, too: it may have checked what it gave. */
  @Test
  void failsAsTheEndOfItsStreamFails() throws IOException {
    byte[] image = image("end.so", 100_000);
    Traces before = Traces.now();

    assertThatThrownBy(() ->
            open(
                "end.so",
                image.length,
                () ->
                    new FilterInputStream(new ByteArrayInputStream(image)) {
                      @Override
                      public void close() throws IOException {
                        throw new IOException("its signature is not valid");
                      }
                    }))
        .isInstanceOf(InvalidImageException.class)
        .hasMessage("end.so: its signature is not valid");

    assertThat(Traces.since(before)).isEqualTo(Traces.NONE);
  }

  @Test
  void isRefusedIfItsThreadIsInterruptedWhereItsStreamMinds() throws IOException {
    Path file = compiler.c("interrupted.so", "int F(void) { return 42; }");
    PluginSource.OfStream.Content content = () -> Channels.newInputStream(FileChannel.open(file));
    Traces before = Traces.now();

    Thread.currentThread().interrupt();
    Throwable refusal = catchThrowable(() -> open("interrupted.so", UNKNOWN, content));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(refusal)
        .isInstanceOf(InvalidImageException.class)
        .hasMessage("interrupted.so: the thread was interrupted while it was read");
    assertThat(Traces.since(before)).isEqualTo(Traces.NONE);
    assertThat(Loaded.by(open("interrupted.so", UNKNOWN, content)).call("F")).isEqualTo(42);
  }

  /** Of what is no image, no more is read than shows it. */
  @Test
  void isNotReadToItsEndIfItBeginsAsNoImageDoes() {
    byte[] text = new byte[1_000_000];
    AtomicInteger opened = new AtomicInteger();
    AtomicInteger closed = new AtomicInteger();

    assertThatThrownBy(() ->
            open(
                "text.txt",
                text.length,
                () -> {
                  opened.incrementAndGet();
                  return new Failing(
                      text, 100_000, () -> new AssertionError("too much is read"), closed);
                }))
        .isInstanceOf(InvalidImageException.class)
        .hasMessageStartingWith("text.txt: ")
        .hasMessageContaining("invalid filetype, only ELF64 supported");

    assertThat(closed).hasValue(opened.get()).hasPositiveValue();
  }

  /** What is not mapped or read of an image takes no memory, if its size is told. */
  @Test
  void holdsWhatIsNeededOfIt() throws IOException {
    byte[] debug =
        Files.readAllBytes(
            compiler.c(
                "debug.so",
                "__asm__(\".section .debug_info\\n.zero 3000000, 7\\n.text\"); int F(void) { return 42; }"));

    LocalPlugin told = (LocalPlugin) open("told-debug.so", debug.length, of(debug));
    LocalPlugin untold = (LocalPlugin) open("untold-debug.so", UNKNOWN, of(debug));

    assertThat(told.image().held()).isLessThan(200_000);
    assertThat(untold.image().held()).isGreaterThan(3_000_000).isLessThan(3_200_000);
    assertThat(Loaded.by(told).call("F")).isEqualTo(42);
    assertThat(Loaded.by(untold).call("F")).isEqualTo(42);
  }

  @Test
  void isOnePluginForAllThreads() throws Exception {
    byte[] image = image("threads.so", 100_000);
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Callable<Plugin>> opens = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        opens.add(() -> open("threads.so", image.length, () -> inPieces(image, 10_000)));
      }
      List<Plugin> plugins = new ArrayList<>();
      for (Future<Plugin> open : threads.invokeAll(opens)) {
        plugins.add(open.get());
      }

      assertThat(plugins).allSatisfy(plugin -> assertThat(plugin).isSameAs(plugins.getFirst()));
    }
    assertThat(Loaded.by(open("threads.so", image.length, of(image))).call("F")).isEqualTo(42);
  }

  @Test
  void hasASizeThatCanBe() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PluginSource.OfStream("x", -2, of(new byte[1])));
  }

  /** In a process of its own: an admission is for good. */
  static final class Judged {
    private static final AtomicInteger OPENED = new AtomicInteger();

    public static void main(String[] arguments) throws IOException {
      byte[] image = Files.readAllBytes(Path.of(arguments[0]));
      PluginSource.OfStream.Content content =
          () -> {
            OPENED.incrementAndGet();
            return new ByteArrayInputStream(image);
          };
      open("unjudged.so", image.length, content);
      System.out.println("read " + OPENED.getAndSet(0));
      Loader.admit(
          "digest",
          new Admission() {
            @Override
            public boolean restricts() {
              return true;
            }

            @Override
            public List<String> objections(Candidate candidate) {
              if (candidate.role() == Candidate.Role.PLUGIN) {
                System.out.println(candidate.sha256());
              }
              return List.of();
            }

            @Override
            public boolean admitsSymbol(String symbol) {
              return true;
            }
          });
      open("judged.so", image.length, content);
      System.out.println("read " + OPENED.getAndSet(0));
      AtomicInteger turn = new AtomicInteger();
      Throwable changed =
          catchThrowable(() ->
              open(
                  "changed.so",
                  image.length,
                  () ->
                      new ByteArrayInputStream(
                          turn.getAndIncrement() == 0
                              ? image
                              : Arrays.copyOf(image, image.length - 1))));
      System.out.println(changed.getClass().getSimpleName());
    }
  }

  @Test
  void isReadAgainOnlyForAnAdmissionThatAsksForAllOfIt() throws Exception {
    Path debug =
        compiler.c(
            "judged.so",
            "__asm__(\".section .debug_info\\n.zero 300000, 7\\n.text\"); int F(void) { return 42; }");

    ChildJvm.Outcome outcome = ChildJvm.of(Judged.class).run(debug);

    assertThat(outcome.status()).as(outcome.output()).isZero();
    String digest = Compiler.run(List.of("sha256sum", debug.toString())).substring(0, 64);
    assertThat(outcome.lines()).startsWith("read 1", digest, "read 2");
    assertThat(outcome.lines().getLast()).isEqualTo("PolicyException");
  }
}
