package org.alfheim.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.alfheim.elf.RelocationType;
import org.alfheim.fixture.Compiler;
import org.alfheim.fixture.Elf;
import org.alfheim.fixture.Loaded;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * An image is put in place while ld.so loads its libraries: what goes wrong then is taken back by
 * ld.so, and nobody's constructor has run.
 */
@Timeout(60)
class PlacementTest {
  private static final int RELA_SIZE = 24;

  @TempDir Path folder;

  private Compiler compiler;

  @BeforeEach
  void compilerInFolder() {
    compiler = new Compiler(folder);
  }

  /** A plugin with a unique symbol, whose library leaves a file behind when it is initialised. */
  private Path plugin(Path mark) {
    String tag = String.valueOf(folder.getFileName()).replaceAll("[^a-zA-Z0-9]", "");
    Path library =
        compiler.cpp(
            "libmarking-" + tag + ".so",
            """
            #include <fcntl.h>
            __attribute__((constructor)) static void construct() { creat("%s", 0600); }
            extern "C" int marking() { return 1; }
            """
                .formatted(mark));
    return compiler.cpp(
        "plugin.so",
        """
        #include <unistd.h>
        struct Tag%s;
        template <class T> struct Unique { static int value; };
        template <class T> int Unique<T>::value = 4;
        extern "C" int marking();
        pid_t (*process)() = getpid;
        extern "C" int F() { return Unique<Tag%s>::value + marking() + (process() == getpid()); }
        """
            .formatted(tag, tag),
        library.toString(),
        "-Wl,-rpath,$ORIGIN");
  }

  /** Makes the reference to getpid in data one of 32 bits. */
  private static void narrow(Elf elf, ByteBuffer file) {
    Elf.Section table = elf.section(".rela.dyn");
    for (long at = table.offset(); at < table.offset() + table.size(); at += RELA_SIZE) {
      if (file.getInt((int) at + 8) == RelocationType.R_X86_64_64) {
        file.putInt((int) at + 8, RelocationType.R_X86_64_32);
        return;
      }
    }
    throw new AssertionError("no reference to getpid");
  }

  @Test
  void aValueThatDoesNotFitIsRefusedBeforeAnyConstructorHasRun() {
    Path mark = folder.resolve("mark");
    Path whole = plugin(mark);
    assertThat(Elf.of(whole).readelf("-D", "-s")).contains("UNIQUE");
    Refused.of(folder);
    Path file = Elf.of(whole).patched("narrow.so", bytes -> narrow(Elf.of(whole), bytes));

    assertThat(Refused.of(file))
        .isInstanceOf(InvalidImageException.class)
        .hasMessageContaining("does not fit in 32 bits")
        .hasMessageContaining("-fPIC");
    assertThat(mark).doesNotExist();

    assertThat(Loaded.byAlfheim(whole).call("F")).isEqualTo(6);
    assertThat(Files.exists(mark)).isTrue();
  }
}
