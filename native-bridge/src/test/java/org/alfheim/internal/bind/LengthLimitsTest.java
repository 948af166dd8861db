package org.alfheim.internal.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.alfheim.bind.ArgumentException;
import org.alfheim.bind.BindingException;
import org.alfheim.bind.LengthOf;
import org.alfheim.bind.Name;
import org.alfheim.bind.TypeCheck;
import org.alfheim.bind.Unsigned;
import org.alfheim.fixture.Compiler;
import org.alfheim.loader.Loader;
import org.alfheim.plugin.Plugin;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lengths at the ends of their types, of several arrays, and those that C's names say. */
class LengthLimitsTest {
  private static DlopenedLibrary library;
  private static Plugin typed;

  @BeforeAll
  static void compile(@TempDir Path folder) {
    String source =
        """
        #include <stddef.h>
        #include <stdint.h>
        int calls;
        int count(void) { return calls; }
        long wide(const void *p, size_t length) { calls++; return (long)length; }
        long narrow(const void *p, unsigned length) { calls++; return (long)length; }
        long shorter(const void *p, uint16_t length) { calls++; return length; }
        long fill(unsigned char *dest, unsigned long *destLen) { calls++; return (long)*destLen; }
        long fill32(unsigned char *dest, unsigned *destLen) { calls++; return (long)*destLen; }
        double dot(const double *x, const double *y, int n) {
          double sum = 0; calls++;
          for (int i = 0; i < n; i++) sum += x[i] * y[i];
          return sum;
        }
        int named(const unsigned char *source, int source_len) { calls++; return source_len; }
        long alone(const void *buf, size_t len) { calls++; return (long)len; }
        long other(const void *buf, size_t len, void *more) { calls++; return (long)len; }
        int version(const char *version, int stream_size) { calls++; return stream_size; }
        int text(const char *text, int len) { calls++; return len; }
        long elements(const unsigned *buf, size_t len) { calls++; return (long)len; }
        """;
    library = DlopenedLibrary.of(new Compiler(folder).c("liblimits.so", source));
    typed = Loader.open(new Compiler(folder).c("liblimits-typed.so", source, "-g"));
  }

  interface Limits {
    int count();

    long wide(byte[] data, @LengthOf("data") long length);

    @Name("wide")
    long bytesOf(long[] data, @LengthOf(value = "data", unit = LengthOf.Unit.BYTES) long length);

    @Name("wide")
    long buffer(ByteBuffer data, @LengthOf("data") long length);

    @Name("wide")
    long memory(MemorySegment data, @LengthOf("data") long length);

    long narrow(byte[] data, @LengthOf("data") int length);

    @Name("narrow")
    long unsigned(byte[] data, @Unsigned @LengthOf("data") long length);

    @Name("shorter")
    long signedShort(byte[] data, @LengthOf("data") short length);

    long shorter(byte[] data, @Unsigned(16) @LengthOf("data") int length);

    long fill(byte[] dest, @LengthOf("dest") long[] capacity);

    long fill32(byte[] dest, @LengthOf("dest") int[] capacity);

    double dot(double[] x, double[] y, @LengthOf({"x", "y"}) int n);
  }

  private static void refused(Limits limits, String message, ThrowingCallable call) {
    int before = limits.count();
    assertThatExceptionOfType(ArgumentException.class)
        .isThrownBy(call)
        .withMessageContaining(message)
        .withMessageEndingWith("; C was not called");
    assertThat(limits.count()).isEqualTo(before);
  }

  @Test
  void aLengthOf64BitsIsHeldAgainstItsArrayAtBothEnds() {
    Limits limits = Contract.bind(Limits.class, library);
    byte[] four = new byte[4];

    assertThat(limits.wide(four, 4)).isEqualTo(4);
    assertThat(limits.wide(four, 0)).isZero();
    assertThat(limits.wide(new byte[0], 0)).isZero();
    refused(limits, "length is 5, and data has 4 bytes", () -> limits.wide(four, 5));
    refused(limits, "length is 1, and data has 0 bytes", () -> limits.wide(new byte[0], 1));
    refused(limits, "length is 4294967300,", () -> limits.wide(four, (1L << 32) + 4));
    refused(limits, "length is 9223372036854775807,", () -> limits.wide(four, Long.MAX_VALUE));
    // SIZE_MAX, for C.
    refused(limits, "length is -1, and data has 4 bytes", () -> limits.wide(four, -1));
    refused(limits, "length is -9223372036854775808,", () -> limits.wide(four, Long.MIN_VALUE));
  }

  @Test
  void anUnsignedLengthOf32BitsNeverWraps() {
    Limits limits = Contract.bind(Limits.class, library);
    byte[] four = new byte[4];

    assertThat(limits.unsigned(four, 4)).isEqualTo(4);
    refused(limits, "length is 4294967295,", () -> limits.unsigned(four, 0xffff_ffffL));
    refused(limits, "length is 4294967300,", () -> limits.unsigned(four, (1L << 32) + 4));
    refused(limits, "length is -1,", () -> limits.unsigned(four, -1));
    refused(limits, "length is -1,", () -> limits.narrow(four, -1));
    refused(limits, "length is -2147483648,", () -> limits.narrow(four, Integer.MIN_VALUE));
  }

  @Test
  void aLengthOf16BitsThatAShortCannotHoldHasAnInt() {
    Limits limits = Contract.bind(Limits.class, library);
    byte[] large = new byte[40_000];

    assertThat(limits.shorter(large, 40_000)).isEqualTo(40_000);
    refused(limits, "length is -25536,", () -> limits.signedShort(large, (short) 40_000));
    refused(limits, "length is 65536,", () -> limits.shorter(large, 65_536));
  }

  @Test
  void aLengthOfNullIsZero() {
    Limits limits = Contract.bind(Limits.class, library);

    assertThat(limits.wide(null, 0)).isZero();
    assertThat(limits.buffer(null, 0)).isZero();
    refused(limits, "length is 1, and data is null", () -> limits.wide(null, 1));
    refused(limits, "length is 1, and data is null", () -> limits.buffer(null, 1));
    refused(limits, "capacity is 8, and dest is null", () -> limits.fill(null, new long[] {8}));
  }

  @Test
  void bytesAreMoreThanElements() {
    Limits limits = Contract.bind(Limits.class, library);

    assertThat(limits.bytesOf(new long[3], 24)).isEqualTo(24);
    refused(limits, "length is 25, and data has 24 bytes", () -> limits.bytesOf(new long[3], 25));
  }

  @Test
  @SuppressWarnings("restricted") // Nobody touches it.
  void memoryOfMoreThanAnIntCanCountHasItsWholeLength() {
    Limits limits = Contract.bind(Limits.class, library);
    long size = 3L << 30;
    MemorySegment large = MemorySegment.NULL.reinterpret(size);

    assertThat(limits.memory(large, size)).isEqualTo(size);
    refused(
        limits,
        "length is 3221225473, and data has 3221225472 bytes",
        () -> limits.memory(large, size + 1));
  }

  @Test
  void whatRemainsOfABufferCounts() {
    Limits limits = Contract.bind(Limits.class, library);
    ByteBuffer buffer = ByteBuffer.allocate(10).position(4).limit(9);

    assertThat(limits.buffer(buffer, 5)).isEqualTo(5);
    refused(limits, "length is 6, and data has 5 bytes", () -> limits.buffer(buffer, 6));
  }

  @Test
  void aCapacityWhereAPointerLeadsIsHeldAgainstItsArray() {
    Limits limits = Contract.bind(Limits.class, library);

    assertThat(limits.fill(new byte[8], new long[] {8})).isEqualTo(8);
    assertThat(limits.fill32(new byte[8], new int[] {8, 99})).isEqualTo(8);
    refused(limits, "capacity is 9,", () -> limits.fill(new byte[8], new long[] {9}));
    refused(limits, "capacity is -1,", () -> limits.fill(new byte[8], new long[] {-1}));
    refused(limits, "capacity is -1,", () -> limits.fill32(new byte[8], new int[] {-1}));
    refused(limits, "capacity has no element", () -> limits.fill(new byte[8], new long[0]));
  }

  @Test
  void oneLengthMayBeThatOfTwoArrays() {
    Limits limits = Contract.bind(Limits.class, library);
    double[] two = {1, 2};
    double[] three = {3, 4, 5};

    assertThat(limits.dot(two, three, 2)).isEqualTo(11);
    refused(limits, "n is 3, and x has 2 elements", () -> limits.dot(two, three, 3));
    refused(limits, "n is 3, and y has 2 elements", () -> limits.dot(three, two, 3));
  }

  interface ByName {
    int named(byte[] from, int count);

    long alone(byte[] data, long more);

    long other(byte[] data, long more, MemorySegment rest);

    int version(byte[] version, int size);

    int text(byte[] text, int length);

    long elements(int[] data, long more);

    @Name("alone")
    @TypeCheck(TypeCheck.Mode.WAIVED)
    long waived(byte[] data, long more);

    @Name("alone")
    long annotated(byte[] data, @LengthOf("data") long more);
  }

  @Test
  void whatCCallsTheLengthOfItsBytesIsChecked() {
    ByName byName = typed.bind(ByName.class);
    byte[] four = new byte[4];

    assertThat(byName.named(four, 4)).isEqualTo(4);
    assertThatExceptionOfType(ArgumentException.class)
        .isThrownBy(() -> byName.named(four, 5))
        .withMessage(
            "ByName.named(byte[], int): count is 5, and from has 4 bytes, since C calls it"
                + " 'source_len' behind 'source' (@LengthOf says another, @TypeCheck(WAIVED)"
                + " none); C was not called");
    assertThat(byName.alone(four, 4)).isEqualTo(4);
    assertThatExceptionOfType(ArgumentException.class).isThrownBy(() -> byName.alone(four, 65536));
    assertThatExceptionOfType(ArgumentException.class)
        .isThrownBy(() -> byName.alone(four, -1))
        .withMessageContaining("more is 18446744073709551615,");
    assertThatExceptionOfType(ArgumentException.class)
        .isThrownBy(() -> byName.annotated(null, 1))
        .withMessageContaining("data is null");
  }

  @Test
  void whatCMayMeanOtherwiseIsNot() {
    ByName byName = typed.bind(ByName.class);
    byte[] four = new byte[4];

    // Below 0 by convention, and NULL, are C's affair.
    assertThat(byName.named(four, -1)).isEqualTo(-1);
    assertThat(byName.alone(null, 7)).isEqualTo(7);
    // It may be the length of the other bytes; it is not named so; text; elements of four bytes.
    assertThat(byName.other(four, 5, MemorySegment.NULL)).isEqualTo(5);
    assertThat(byName.version(four, 112)).isEqualTo(112);
    assertThat(byName.text(four, 5)).isEqualTo(5);
    assertThat(byName.elements(new int[1], 4)).isEqualTo(4);
    assertThat(byName.waived(four, 5)).isEqualTo(5);
  }

  interface Visited {
    void on(MemorySegment data, @LengthOf("data") long length);
  }

  interface InACallback {
    @Name("wide")
    long visit(Visited visited, long length);
  }

  @Test
  void aLengthThatCPassesIsRefused() {
    assertThatExceptionOfType(BindingException.class)
        .isThrownBy(() -> Contract.bind(InACallback.class, library))
        .withMessageContaining("Visited.on, parameter 2: @LengthOf is of what Java passes");
  }
}
