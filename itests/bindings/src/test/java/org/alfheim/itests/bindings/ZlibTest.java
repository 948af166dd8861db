package org.alfheim.itests.bindings;

import static bindings.zlib.ZlibConstants.ZLIB_VERSION;
import static bindings.zlib.ZlibConstants.Z_BEST_COMPRESSION;
import static bindings.zlib.ZlibConstants.Z_FINISH;
import static bindings.zlib.ZlibConstants.Z_NO_FLUSH;
import static bindings.zlib.ZlibConstants.Z_OK;
import static bindings.zlib.ZlibConstants.Z_STREAM_END;
import static org.assertj.core.api.Assertions.assertThat;

import bindings.zlib.GzFile;
import bindings.zlib.ZStream;
import bindings.zlib.Zlib;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.Adler32;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.alfheim.bind.Structure;
import org.alfheim.plugin.LocalPlugin;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs over zlib; what is right the JDK says, which has one of its own. */
class ZlibTest {
  private static final int BLOCK = 10_000;
  private static final byte[] DATA = data();
  private static final int PART = 777;

  private static Zlib zlib;
  private static Structure<ZStream> streams;

  @TempDir Path folder;

  /** Some of it repeats itself. */
  private static byte[] data() {
    byte[] data = new byte[100_000];
    new Random(5).nextBytes(data);
    for (int at = BLOCK; at + BLOCK <= data.length; at += 2 * BLOCK) {
      System.arraycopy(data, at - BLOCK, data, at, BLOCK);
    }
    return data;
  }

  @BeforeAll
  static void open() {
    LocalPlugin plugin = Library.ZLIB.open();
    zlib = plugin.bind(Zlib.class);
    streams = plugin.structure(ZStream.class);
  }

  @Test
  void aStreamIsInflatedPartByPart() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream deflater = new DeflaterOutputStream(packed)) {
      deflater.write(DATA);
    }
    ByteArrayOutputStream inflated = new ByteArrayOutputStream();

    try (Arena arena = Arena.ofConfined()) {
      MemorySegment in = arena.allocateFrom(ValueLayout.JAVA_BYTE, packed.toByteArray());
      MemorySegment room = arena.allocate(PART);
      ZStream stream = streams.allocate(arena).nextIn(in).availIn(in.byteSize());
      assertThat(zlib.inflateInit(stream, ZLIB_VERSION, (int) streams.type().size().orElseThrow()))
          .isEqualTo(Z_OK);
      int status = Z_OK;
      while (status == Z_OK) {
        stream.nextOut(room).availOut(PART);
        status = zlib.inflate(stream, Z_NO_FLUSH);
        inflated.write(room.asSlice(0, PART - stream.availOut()).toArray(ValueLayout.JAVA_BYTE));
      }
      assertThat(status).isEqualTo(Z_STREAM_END);
      assertThat(stream.totalIn()).isEqualTo(packed.size());
      assertThat(stream.totalOut()).isEqualTo(DATA.length);
      assertThat(zlib.inflateEnd(stream)).isEqualTo(Z_OK);
    }

    assertThat(inflated.toByteArray()).isEqualTo(DATA);
  }

  @Test
  void whatIsDeflatedTheJdkInflates() throws IOException {
    byte[] packed;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment in = arena.allocateFrom(ValueLayout.JAVA_BYTE, DATA);
      MemorySegment out = arena.allocate(zlib.compressBound(DATA.length));
      ZStream stream = streams.allocate(arena);
      int size = (int) streams.type().size().orElseThrow();
      assertThat(zlib.deflateInit(stream, Z_BEST_COMPRESSION, ZLIB_VERSION, size)).isEqualTo(Z_OK);
      stream.nextIn(in).availIn(in.byteSize()).nextOut(out).availOut(out.byteSize());
      assertThat(zlib.deflate(stream, Z_FINISH)).isEqualTo(Z_STREAM_END);
      packed = out.asSlice(0, stream.totalOut()).toArray(ValueLayout.JAVA_BYTE);
      assertThat(zlib.deflateEnd(stream)).isEqualTo(Z_OK);
    }

    assertThat(packed).hasSizeLessThan(DATA.length * 3 / 4);
    assertThat(new InflaterInputStream(new ByteArrayInputStream(packed)).readAllBytes())
        .isEqualTo(DATA);
  }

  @Test
  void arraysAreCompressedAndSummed() {
    byte[] packed = new byte[(int) zlib.compressBound(DATA.length)];
    long[] length = {packed.length};
    byte[] back = new byte[DATA.length];
    long[] backLength = {back.length};
    CRC32 crc = new CRC32();
    crc.update(DATA);
    Adler32 adler = new Adler32();
    adler.update(DATA);

    assertThat(zlib.compress2(packed, length, DATA, DATA.length, Z_BEST_COMPRESSION))
        .isEqualTo(Z_OK);
    assertThat(zlib.uncompress(back, backLength, packed, length[0])).isEqualTo(Z_OK);

    assertThat(back).isEqualTo(DATA);
    assertThat(backLength[0]).isEqualTo(DATA.length);
    assertThat(zlib.crc32(0, DATA, DATA.length)).isEqualTo(crc.getValue());
    assertThat(zlib.adler32(1, DATA, DATA.length)).isEqualTo(adler.getValue());
  }

  @Test
  void aFileIsWrittenAsPrintfDoes() throws IOException {
    Path file = folder.resolve("text.gz");

    GzFile written = zlib.gzopen(file.toString(), "wb9");
    zlib.gzprintf(written, "%s has %d lines, %.1f of them long\n", "this", 2, 0.5);
    zlib.gzputs(written, "the other\n");
    assertThat(zlib.gzclose(written)).isEqualTo(Z_OK);

    try (GZIPInputStream back = new GZIPInputStream(Files.newInputStream(file))) {
      assertThat(new String(back.readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo("this has 2 lines, 0.5 of them long\nthe other\n");
    }
    assertThat(zlib.gzopen(folder.resolve("none/text.gz").toString(), "rb")).isNull();
  }
}
