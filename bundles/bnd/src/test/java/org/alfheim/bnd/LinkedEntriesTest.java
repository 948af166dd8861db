package org.alfheim.bnd;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import org.alfheim.elf.SharedObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Objects and archives are linked when the bundle is built. */
class LinkedEntriesTest {
  @TempDir private Path folder;

  @BeforeEach
  void compile() throws Exception {
    Compiler.compile(folder, "two.o", "int two(void) { return 2; }", "-c", "-g");
    Compiler.compile(folder, "four.o", "int two(void); int four(void) { return 2 * two(); }", "-c");
  }

  private Build build(String nativePlugin) {
    return new Build(folder).with("Native-Plugin", nativePlugin);
  }

  private static SharedObject image(Build build, String entry) throws Exception {
    byte[] bytes = build.jar().getResource(entry).openInputStream().readAllBytes();
    return SharedObject.parse(entry, MemorySegment.ofArray(bytes));
  }

  @Test
  void anObjectIsLinked() throws Exception {
    try (Build build = build("lib/=two.o;name=two;declare=two")) {
      assertThat(build.complaints()).isEmpty();
      assertThat(build.header("Native-Plugin")).startsWith("lib/two.so;name=\"two\"");
      assertThat(image(build, "lib/two.so").find("two")).isPresent();
      assertThat(build.jar().getResource("lib/two.o")).isNull();
    }
  }

  @Test
  void furtherObjectsAreInTheSameImage() throws Exception {
    try (Build build = build("lib/=four.o;objects=two.o;soname=libfour.so;needs=libm.so.6")) {
      assertThat(build.complaints()).isEmpty();
      SharedObject image = image(build, "lib/four.so");
      assertThat(image.find("two")).isPresent();
      assertThat(image.find("four")).isPresent();
      assertThat(image.soname()).contains("libfour.so");
      assertThat(image.needed()).contains("libm.so.6");
    }
  }

  @Test
  void pathsOfOneClauseAreOneImage() throws Exception {
    try (Build build =
        build("lib/four.o;lib/two.o;name=four")
            .with("-includeresource", "lib/four.o=four.o,lib/two.o=two.o")) {
      assertThat(build.complaints()).isEmpty();
      assertThat(image(build, "lib/four.so").find("two")).isPresent();
    }
  }

  @Test
  void whatCantBeLinkedFailsTheBuild() throws Exception {
    try (Build build = build("lib/=four.o;objects=gone.o")) {
      assertThat(build.complaints())
          .anyMatch(line -> line.contains("objects=gone.o: there is no file"));
    }
  }
}
