package org.alfheim.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Inflater;
import org.alfheim.fixture.Compiler;
import org.alfheim.loader.Loader;
import org.alfheim.plugin.LocalPlugin;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** zlib has its memory from Java, and a stream of glibc's writes to Java: as their headers say. */
@Timeout(60)
class LibrariesThatCallBackTest {
  private static final String SOURCE =
      """
      #define _GNU_SOURCE
      #include <stdio.h>
      #include <zlib.h>
      int begin(z_stream *z) { return deflateInit(z, 9); }
      int finish(z_stream *z) { return deflate(z, Z_FINISH); }
      int end(z_stream *z) { return deflateEnd(z); }
      FILE *stream(cookie_io_functions_t functions) { return fopencookie(0, "w", functions); }
      int put(FILE *f, const char *text) { return fputs(text, f); }
      int finished(FILE *f) { return fclose(f); }
      """;

  private static final int MEM_ERROR = -4;
  private static final int STREAM_END = 1;

  @TempDir static Path folder;

  private static LocalPlugin plugin;
  private static Api api;

  interface Allocate {
    MemorySegment of(MemorySegment opaque, int items, int size);
  }

  interface Free {
    void of(MemorySegment opaque, MemorySegment address);
  }

  interface ZStream extends Struct {
    ZStream nextIn(MemorySegment data);

    ZStream availIn(int count);

    ZStream nextOut(MemorySegment data);

    ZStream availOut(int count);

    long totalOut();

    ZStream zalloc(Allocate allocate);

    Allocate zalloc();

    ZStream zfree(Free free);
  }

  @Name("cookie_io_functions_t")
  interface Cookie extends FunctionTable {
    long write(MemorySegment cookie, @Bytes(5) MemorySegment bytes, long size);

    int close(MemorySegment cookie);
  }

  interface File extends Handle {}

  interface Api {
    int begin(ZStream z);

    int finish(ZStream z);

    int end(ZStream z);

    File stream(@Retained Cookie functions);

    int put(File f, String text);

    @Releases
    int finished(File f);
  }

  @BeforeAll
  static void open() {
    plugin = Loader.openLocal(new Compiler(folder).c("calling-back.so", SOURCE, "-g", "-lz"));
    api = plugin.bind(Api.class);
  }

  @Test
  void zlibAllocatesFromAnArena() throws Exception {
    byte[] text = "Alfheim, the home of the elves".repeat(50).getBytes(StandardCharsets.UTF_8);
    List<Long> given = new ArrayList<>();
    List<Long> freed = new ArrayList<>();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment to = arena.allocate(1000);
      ZStream stream =
          plugin
              .structure(ZStream.class)
              .allocate(arena)
              .zalloc((_, items, size) -> {
                MemorySegment memory = arena.allocate((long) items * size, 16);
                given.add(memory.address());
                return memory;
              })
              .zfree((_, address) -> freed.add(address.address()))
              .nextIn(arena.allocateFrom(java.lang.foreign.ValueLayout.JAVA_BYTE, text))
              .availIn(text.length)
              .nextOut(to)
              .availOut(1000);
      assertThat(api.begin(stream)).isZero();
      System.gc();
      assertThat(api.finish(stream)).isEqualTo(STREAM_END);
      int length = (int) stream.totalOut();
      assertThat(api.end(stream)).isZero();
      assertThat(given).isNotEmpty();
      assertThat(freed).containsExactlyInAnyOrderElementsOf(given);
      Inflater inflater = new Inflater();
      inflater.setInput(to.asSlice(0, length).toArray(java.lang.foreign.ValueLayout.JAVA_BYTE));
      byte[] back = new byte[text.length];
      assertThat(inflater.inflate(back)).isEqualTo(text.length);
      inflater.end();
      assertThat(back).isEqualTo(text);
    }
  }

  @Test
  void zlibSaysThatThereIsNoMemory() {
    try (Arena arena = Arena.ofConfined()) {
      ZStream stream =
          plugin
              .structure(ZStream.class)
              .allocate(arena)
              .zalloc((_, _, _) -> null)
              .zfree((_, _) -> {});
      assertThat(api.begin(stream)).isEqualTo(MEM_ERROR);
    }
  }

  @Test
  void zlibsOwnFunctionsAreThereWhenItHasSetThem() {
    try (Arena arena = Arena.ofConfined()) {
      ZStream stream = plugin.structure(ZStream.class).allocate(arena);
      assertThat(stream.zalloc()).isNull();
      assertThat(api.begin(stream)).isZero();
      assertThat(stream.zalloc().of(MemorySegment.NULL, 1, 16).address()).isNotZero();
      assertThat(api.end(stream)).isZero();
    }
  }

  @Test
  @SuppressWarnings("try")
  void aStreamOfGlibcWritesToJava() {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    List<String> closed = new ArrayList<>();
    Cookie cookie =
        new Cookie() {
          @Override
          public long write(MemorySegment none, MemorySegment bytes, long size) {
            written.writeBytes(
                bytes.asSlice(0, size).toArray(java.lang.foreign.ValueLayout.JAVA_BYTE));
            return size;
          }

          @Override
          public int close(MemorySegment none) {
            closed.add("closed");
            return 0;
          }
        };
    try (File file = api.stream(cookie)) {
      assertThat(api.put(file, "elves")).isPositive();
    }
    assertThat(written.toString(StandardCharsets.UTF_8)).isEqualTo("elves");
    assertThat(closed).containsExactly("closed");
    assertThatExceptionOfType(ArgumentException.class)
        .isThrownBy(() -> api.stream(null))
        .withMessageContaining("null, where C takes a structure");
  }
}
