package org.alfheim.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectSubcommandTest {
  private static final Path LIBZ = Path.of("/lib/x86_64-linux-gnu/libz.so.1");

  @TempDir private Path folder;

  @Test
  void showsWhatAnImageIsAndNeeds() {
    Path file =
        Tool.gcc(
            folder,
            "libshown.so",
            "#include <stdio.h>\nvoid f(void) { puts(\"\"); }",
            "-shared",
            "-Wl,-soname,libshown.so.2",
            "-Wl,--build-id=0xabcdef");

    Run run = Run.alfheim("inspect", file);

    assertThat(run.status()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.lines().getFirst())
        .isEqualTo(
            file + ": ELF64 for AMD64, shared object (DYN), " + file.toFile().length() + " bytes");
    assertThat(run.lines())
        .contains(
            "  soname       libshown.so.2",
            "  build id     abcdef",
            "  needs        libc.so.6 (GLIBC_2.2.5)")
        .anyMatch(line -> line.matches("  LOAD +r-x .*"))
        .anyMatch(line -> line.matches("  relocations  \\d+: .*R_X86_64_RELATIVE 3.*"));
  }

  @Test
  void showsExecutablesObjectFilesAndArchives() {
    Path object = Tool.gcc(folder, "one.o", "int V = 7; int *f(void) { return &V; }", "-c");
    Path other = Tool.gcc(folder, "two.o", "int W = 7;", "-c");
    Path program = Tool.gcc(folder, "program", "int main(void) { return 0; }", "-pie");
    Path archive = folder.resolve("libboth.a");
    Tool.run("ar", "rcs", archive.toString(), object.toString(), other.toString());

    Run run = Run.alfheim("inspect", object, archive, program);

    assertThat(run.status()).isZero();
    assertThat(run.lines())
        .anyMatch(line -> line.startsWith(object + ": ELF64 for AMD64, object file (REL), "))
        .anyMatch(line -> line.matches("  \\.text +PROGBITS .*"))
        .anyMatch(line -> line.startsWith(archive + ": archive of 2 object files, "))
        .anyMatch(line -> line.matches("  one\\.o +\\d+ +\\d+ +\\d+  object file \\(REL\\)"))
        .anyMatch(line ->
            line.startsWith(program + ": ELF64 for AMD64, position-independent executable (DYN), "))
        .anyMatch(line -> line.startsWith("  interpreter  /lib64/ld-linux"));
  }

  @Test
  @SuppressWarnings("unchecked")
  void writesEverythingAsJson() {
    Map<String, Object> image = Run.alfheim("inspect", "--json", LIBZ).jsonObjects().getFirst();

    assertThat(image)
        .containsEntry("name", LIBZ.toString())
        .containsEntry("soname", "libz.so.1")
        .containsEntry("needed", List.of("libc.so.6"))
        .doesNotContainKey("runpath");
    assertThat((Map<String, Object>) image.get("header"))
        .containsEntry("type", "DYN")
        .containsEntry("machine", 62);
    List<Map<String, Object>> segments = (List<Map<String, Object>>) image.get("programHeaders");
    assertThat(segments)
        .hasSize(readelfSegments(LIBZ))
        .anySatisfy(segment -> assertThat(segment).containsEntry("type", "GNU_RELRO"));
  }

  private static int readelfSegments(Path file) {
    return (int)
        Tool.run("readelf", "--wide", "--segments", file.toString())
            .lines()
            .filter(line -> line.matches("  [A-Z_]+ +0x[0-9a-f]+ 0x.*"))
            .count();
  }

  @Test
  void countsTheExportedSymbolsThatAreListed() {
    int listed = Run.alfheim("symbols", "--json", LIBZ).jsonObjects().size();

    assertThat(Run.alfheim("inspect", LIBZ).out()).contains(" dynamic (" + listed + " exported), ");
    assertThat(Run.alfheim("inspect", "--json", LIBZ).jsonObjects().getFirst())
        .containsEntry("exportedSymbols", listed);
  }

  @Test
  void showsWhereAFileWasRefusedIfThatIsAsked() throws IOException {
    Path text = Files.writeString(folder.resolve("notes.txt"), "nothing to inspect here");

    for (Run run :
        List.of(
            Run.alfheim("inspect", "--stacktrace", text),
            Run.alfheim("--stacktrace", "inspect", text))) {
      assertThat(run.status()).isEqualTo(1);
      assertThat(run.err())
          .startsWith("alfheim: " + text + ": invalid filetype")
          .contains("\tat org.alfheim.");
    }
    assertThat(Run.alfheim("inspect", text).err()).doesNotContain("\tat ");
  }

  @Test
  void refusesWhatIsNoElfFileAndShowsTheOthers() throws IOException {
    Path text = Files.writeString(folder.resolve("notes.txt"), "nothing to inspect here");

    Run run = Run.alfheim("inspect", text, LIBZ, folder);

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.lines().getFirst()).startsWith(LIBZ + ": ELF64");
    assertThat(run.err().lines())
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .startsWith("alfheim: " + text + ": invalid filetype, only ELF64 supported"),
            line -> assertThat(line).startsWith("alfheim: " + folder + ": this is a directory"));
    assertThat(Run.alfheim("inspect", "--json", text, LIBZ).jsonObjects()).hasSize(1);
  }
}
