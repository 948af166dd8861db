package org.alfheim.internal.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.attribute.InnerClassesAttribute;
import java.lang.classfile.attribute.MethodParametersAttribute;
import java.lang.classfile.attribute.NestHostAttribute;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.zip.CRC32;
import org.alfheim.bind.ArgumentException;
import org.alfheim.bind.BindingException;
import org.alfheim.bind.Critical;
import org.alfheim.bind.In;
import org.alfheim.bind.LengthOf;
import org.alfheim.bind.Name;
import org.alfheim.bind.Out;
import org.alfheim.fixture.Compiler;
import org.alfheim.loader.Loader;
import org.alfheim.plugin.Plugin;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lengths that C is told, over zlib and over functions that count their calls. */
class LengthOfTest {
  private static final byte[] DATA = "hello".getBytes(StandardCharsets.US_ASCII);

  private static DlopenedLibrary zlib;
  private static DlopenedLibrary library;

  @BeforeAll
  static void compile(@TempDir Path folder) {
    zlib = DlopenedLibrary.of("libz.so.1");
    library =
        DlopenedLibrary.of(
            new Compiler(folder)
                .c(
                    "liblengths.so",
                    """
                    int calls;
                    int count(void) { return calls; }
                    long take(const void *memory, long length) { calls++; return length; }
                    long reversed(long length, const void *memory) { calls++; return length; }
                    long two(const void *a, long n, const void *b, int m) { calls++; return n + m; }
                    long cell(const void *memory, int *length) { calls++; return length ? *length : -1; }
                    """));
  }

  interface Zlib {
    long crc32(long crc, @In byte[] data, @LengthOf("data") int length);

    @Name("crc32")
    @Critical
    long crc32InPlace(long crc, @In byte[] data, @LengthOf("data") int length);

    int compress(
        @Out byte[] to,
        @LengthOf("to") long[] toLength,
        @In byte[] from,
        @LengthOf("from") long fromLength);
  }

  @Test
  void aLengthWithinItsArrayIsPassed() {
    Zlib bound = Contract.bind(Zlib.class, zlib);
    CRC32 crc = new CRC32();
    crc.update(DATA, 0, 4);

    assertThat(bound.crc32(0, DATA, 4)).isEqualTo(crc.getValue());
    assertThat(bound.crc32InPlace(0, DATA, 4)).isEqualTo(crc.getValue());
    assertThat(bound.crc32(0, DATA, 0)).isZero();
    assertThat(bound.crc32(0, null, 0)).isZero();
  }

  @Test
  void aLengthBeyondItsArrayIsRefusedByName() {
    Zlib bound = Contract.bind(Zlib.class, zlib);

    assertThatExceptionOfType(ArgumentException.class)
        .isThrownBy(() -> bound.crc32(0, new byte[4], 65536))
        .withMessage(
            "Zlib.crc32(long, byte[], int): length is 65536, and data has 4 bytes; C was not"
                + " called");
    assertThatExceptionOfType(ArgumentException.class)
        .isThrownBy(() -> bound.crc32InPlace(0, new byte[4], 5));
    assertThatExceptionOfType(ArgumentException.class)
        .isThrownBy(() -> bound.crc32(0, new byte[4], -1));
    assertThatExceptionOfType(ArgumentException.class)
        .isThrownBy(() -> bound.crc32(0, null, 1))
        .withMessageContaining("data is null");
  }

  @Test
  void aCapacityThatGoesThereAndBackIsHeldAgainstItsArray() {
    Zlib bound = Contract.bind(Zlib.class, zlib);
    byte[] to = new byte[64];
    long[] length = {to.length};

    assertThat(bound.compress(to, length, DATA, DATA.length)).isZero();
    assertThat(length[0]).isBetween(1L, 63L);
    assertThatExceptionOfType(ArgumentException.class)
        .isThrownBy(() -> bound.compress(new byte[8], new long[] {1000}, DATA, DATA.length))
        .withMessageContaining("toLength is 1000, and to has 8 bytes");
    assertThatExceptionOfType(ArgumentException.class)
        .isThrownBy(() -> bound.compress(to, new long[0], DATA, DATA.length))
        .withMessageContaining("toLength has no element");
  }

  interface Counted {
    int count();

    @Name("take")
    long elements(int[] values, @LengthOf("values") long count);

    @Name("take")
    long bytes(int[] values, @LengthOf(value = "values", unit = LengthOf.Unit.BYTES) long size);

    @Name("take")
    long text(String text, @LengthOf("text") long size);

    @Name("take")
    long memory(MemorySegment memory, @LengthOf("memory") long size);

    long reversed(@LengthOf("values") long count, double[] values);

    long two(byte[] a, @LengthOf("a") long n, float[] b, @LengthOf("b") int m);

    long cell(char[] text, @LengthOf("text") int[] length);
  }

  @Test
  void elementsAreCountedAsJavaCountsThem() {
    Counted counted = Contract.bind(Counted.class, library);

    assertThat(counted.elements(new int[3], 3)).isEqualTo(3);
    assertThatExceptionOfType(ArgumentException.class)
        .isThrownBy(() -> counted.elements(new int[3], 4))
        .withMessageContaining("count is 4, and values has 3 elements");
    assertThat(counted.reversed(2, new double[2])).isEqualTo(2);
    assertThatExceptionOfType(ArgumentException.class)
        .isThrownBy(() -> counted.reversed(Long.MAX_VALUE, new double[1]))
        .withMessageContaining("values has 1 element;");
    assertThat(counted.cell(new char[2], new int[] {2})).isEqualTo(2);
    assertThat(counted.cell(new char[2], null)).isEqualTo(-1);
    assertThatExceptionOfType(ArgumentException.class)
        .isThrownBy(() -> counted.cell(new char[2], new int[] {3}));
  }

  @Test
  void bytesAreCountedWhereCCountsBytes() {
    Counted counted = Contract.bind(Counted.class, library);

    assertThat(counted.bytes(new int[3], 12)).isEqualTo(12);
    assertThat(counted.bytes(null, 0)).isZero();
    assertThatExceptionOfType(ArgumentException.class)
        .isThrownBy(() -> counted.bytes(new int[3], 13))
        .withMessageContaining("size is 13, and values has 12 bytes");
  }

  @Test
  void aStringIsAsLongAsItsUtf8AndTheNul() {
    Counted counted = Contract.bind(Counted.class, library);

    assertThat(counted.text("grüße", 8)).isEqualTo(8);
    assertThatExceptionOfType(ArgumentException.class)
        .isThrownBy(() -> counted.text("grüße", 9))
        .withMessageContaining("text has 8 bytes");
    assertThatExceptionOfType(ArgumentException.class).isThrownBy(() -> counted.text(null, 1));
  }

  @Test
  void aSegmentIsAsLongAsItSays() {
    Counted counted = Contract.bind(Counted.class, library);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = arena.allocate(10);

      assertThat(counted.memory(memory, 10)).isEqualTo(10);
      assertThatExceptionOfType(ArgumentException.class)
          .isThrownBy(() -> counted.memory(memory, 11));
      assertThatExceptionOfType(ArgumentException.class)
          .isThrownBy(() -> counted.memory(MemorySegment.ofAddress(memory.address()), 1));
    }
  }

  @Test
  void cIsNotCalledWhereOneOfTwoLengthsIsWrong() {
    Counted counted = Contract.bind(Counted.class, library);

    assertThat(counted.two(new byte[1], 1, new float[2], 2)).isEqualTo(3);
    int before = counted.count();
    assertThatExceptionOfType(ArgumentException.class)
        .isThrownBy(() -> counted.two(new byte[1], 1, new float[2], 3));
    assertThatExceptionOfType(ArgumentException.class)
        .isThrownBy(() -> counted.two(new byte[1], 2, new float[2], 2));
    assertThat(counted.count()).isEqualTo(before);
  }

  interface NamesNobody {
    long take(byte[] data, @LengthOf("buffer") long length);
  }

  interface NamesItself {
    long take(byte[] data, @LengthOf("length") long length);
  }

  interface NamesAnInteger {
    long reversed(@LengthOf("length") long size, long length);
  }

  interface OnAnArrayOfBytes {
    long take(byte[] data, @LengthOf("data") byte[] length);
  }

  interface OnADouble {
    long take(byte[] data, @LengthOf("data") double length);
  }

  @Test
  void whatNamesNoArrayIsRefusedWhenItIsBound() {
    assertThatExceptionOfType(BindingException.class)
        .isThrownBy(() -> Contract.bind(NamesNobody.class, library))
        .withMessageContaining(
            "parameter 2 (length): @LengthOf(\"buffer\") names no parameter; there are data,"
                + " length");
    assertThatExceptionOfType(BindingException.class)
        .isThrownBy(() -> Contract.bind(NamesItself.class, library))
        .withMessageContaining("names itself");
    assertThatExceptionOfType(BindingException.class)
        .isThrownBy(() -> Contract.bind(NamesAnInteger.class, library))
        .withMessageContaining("names a long");
    for (Class<?> contract : List.of(OnAnArrayOfBytes.class, OnADouble.class)) {
      assertThatExceptionOfType(BindingException.class)
          .isThrownBy(() -> Contract.bind(contract, library))
          .withMessageContaining("@LengthOf belongs to a short, an int, a long");
    }
  }

  public interface ByPosition {
    long take(byte[] data, @LengthOf("arg0") long length);
  }

  public interface ByName {
    long take(byte[] data, @LengthOf("data") long length);
  }

  /** Loads a class as it is when it was compiled without {@code -parameters}. */
  private static Class<?> withoutNames(Class<?> compiled) throws IOException {
    byte[] bytes;
    try (InputStream in =
        compiled.getResourceAsStream(
            compiled.getName().substring(compiled.getPackageName().length() + 1) + ".class")) {
      bytes = in.readAllBytes();
    }
    ClassFile file = ClassFile.of();
    byte[] bare =
        file.transformClass(
            file.parse(bytes),
            ClassTransform.transformingMethods(
                    (builder, element) -> {
                      if (!(element instanceof MethodParametersAttribute)) {
                        builder.with(element);
                      }
                    })
                .andThen((builder, element) -> {
                  if (!(element instanceof InnerClassesAttribute)
                      && !(element instanceof NestHostAttribute)) {
                    builder.with(element);
                  }
                }));
    return new ClassLoader(compiled.getClassLoader()) {
      Class<?> define() {
        return defineClass(compiled.getName(), bare, 0, bare.length);
      }
    }.define();
  }

  @Test
  void withoutNamesInTheClassFileAPositionServes() throws Exception {
    Class<?> byPosition = withoutNames(ByPosition.class);
    Object bound = Contract.bind(byPosition, library);

    assertThat(
            byPosition.getMethod("take", byte[].class, long.class).invoke(bound, new byte[2], 2L))
        .isEqualTo(2L);
    assertThatExceptionOfType(BindingException.class)
        .isThrownBy(() -> Contract.bind(withoutNames(ByName.class), library))
        .withMessageContaining(
            "there are arg0, arg1, since the class file has no names: compile"
                + " with -parameters");
  }

  /** What is told, by a logger as a program has it, while contracts are bound. */
  private static List<String> told(Runnable binding) {
    Logger logger = Logger.getLogger("org.alfheim.bind");
    List<String> lines = new ArrayList<>();
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord line) {
            lines.add(line.getMessage());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    logger.addHandler(handler);
    try {
      binding.run();
    } finally {
      logger.removeHandler(handler);
    }
    return lines;
  }

  @Test
  void anArrayWithoutALengthIsToldOnce() {
    List<String> lines =
        told(() -> {
          Contract.bind(OnlyUnbound.class, library);
          Contract.bind(OnlyUnbound.class, library);
          Contract.bind(Counted.class, library);
        });

    assertThat(lines)
        .singleElement()
        .asString()
        .contains("OnlyUnbound.take(byte[], long), parameter 1 (data)")
        .contains("@LengthOf");
  }

  interface OnlyUnbound {
    long take(byte[] data, long length);
  }

  @Test
  void whatCDoesNotCallALengthIsNotTold(@TempDir Path folder) {
    Plugin plugin =
        Loader.open(
            new Compiler(folder)
                .c(
                    "libnames.so",
                    """
                    long draw(int *pixels, int flags) { return flags; }
                    long store(const char *from, unsigned long from_len) { return *from; }
                    """,
                    "-g"));
    List<String> lines =
        told(() -> assertThat(plugin.bind(Named.class).draw(new int[1], 7)).isEqualTo(7));

    assertThat(lines)
        .singleElement()
        .asString()
        .contains("Named.store(byte[], long), parameter 1 (from), behind which C has 'from_len'")
        .doesNotContain("draw");
  }

  interface Named {
    long draw(int[] pixels, int flags);

    long store(byte[] from, long more);
  }
}
