package org.alfheim.bind;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import org.alfheim.fixture.Compiler;
import org.alfheim.loader.Loader;
import org.alfheim.plugin.LocalPlugin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Text that C keeps the address of: it belongs to memory that somebody has as long as C does. */
class KeptTextTest {
  private static final String SOURCE =
      """
      static const char *title = "none";
      void set_title(const char *text) { title = text; }
      const char *title_now(void) { return title; }
      """;

  interface Titles {
    @Name("set_title")
    void setTitle(MemorySegment text);

    @Name("title_now")
    String title();
  }

  @Test
  void memoryOfTheCallersIsThereWhenCReadsIt(@TempDir Path folder) {
    LocalPlugin plugin = Loader.openLocal(new Compiler(folder).c("libkept.so", SOURCE, "-g"));
    Titles titles = plugin.bind(Titles.class);

    try (Arena arena = Arena.ofShared()) {
      titles.setTitle(arena.allocateFrom("Elves"));
      assertThat(titles.title()).isEqualTo("Elves");
      // Other calls have text of their own where a String would have been.
      titles.title();
      assertThat(titles.title()).isEqualTo("Elves");
      titles.setTitle(MemorySegment.NULL); // Before the arena is closed.
    }
    assertThat(titles.title()).isNull();
  }
}
