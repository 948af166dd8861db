package org.alfheim.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinkSubcommandTest {
  @TempDir private Path folder;

  private Path object(String name, String source, String... options) throws IOException {
    Path input = Files.writeString(folder.resolve(name + ".c"), source);
    Path output = folder.resolve(name + ".o");
    String option = options.length == 0 ? "-fPIC" : options[0];
    Tool.run("gcc", option, "-O1", "-c", input.toString(), "-o", output.toString());
    return output;
  }

  @Test
  void whatItLinksIsOpenedAndCalled() throws IOException {
    Path one =
        object(
            "one",
            "#include <stdio.h>\nint two(int); int one(int x) { if (x < 0) fputs(\"less\", stderr);"
                + " return two(x) + 1; }",
            "-fPIE");
    Path two = object("two", "int two(int x) { return 2 * x; }");
    Path archive = folder.resolve("libtwo.a");
    Tool.run("ar", "rcs", archive.toString(), two.toString());
    Path image = folder.resolve("libone.so");

    Run run = Run.alfheim("link", one, archive, "-o", image, "--soname", "libone.so");

    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .startsWith("wrote " + image + " objects=2 needed=libc.so.6")
        .contains(" thunks=");
    assertThat(Run.alfheim("call", image, "int one(int)", "20").out()).isEqualTo("41\n");
    assertThat(Tool.run("readelf", "-d", image.toString())).contains("[libone.so]");
  }

  @Test
  void whatNobodyHasIsNamed() throws IOException {
    Path object = object("x", "int lost(int); int f(int x) { return lost(x); }");
    Path image = folder.resolve("x.so");
    Run run = Run.alfheim("link", object, "-o", image);
    assertThat(run.status()).isZero();
    assertThat(run.err()).contains("warning: no library that was named has lost");
    Run again = Run.alfheim("link", object, "-o", image);
    assertThat(again.status()).isEqualTo(1);
    assertThat(again.err()).contains("exists already; --force overwrites it");
    assertThat(Run.alfheim("link", object, "-f", "-o", object).err()).contains("a file to link");
  }

  @Test
  void whatCannotBeInASharedObjectIsRefused() throws IOException {
    Path object = object("x", "int v; int *f(void) { return &v; }", "-fno-pic");
    Run run = Run.alfheim("link", object, "-o", folder.resolve("x.so"));
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("R_X86_64_32 of v").contains("compile with -fPIC");
  }

  @Test
  void aVersionScriptSaysWhatIsExported() throws IOException {
    Path object = object("x", "int f(int x) { return x + 1; } int g(int x) { return x; }");
    Path script = Files.writeString(folder.resolve("x.map"), "V1 { global: f; local: *; };\n");
    Path image = folder.resolve("x.so");
    assertThat(Run.alfheim("link", object, "--version-script", script, "-o", image).err())
        .isEmpty();
    assertThat(Tool.run("readelf", "-W", "--dyn-syms", image.toString()))
        .contains(" f@@V1")
        .doesNotContain(" g");
    Files.writeString(script, "V1 { f }; }");
    assertThat(Run.alfheim("link", object, "--version-script", script, "-f", "-o", image).err())
        .contains(script + ":1: a name was expected");
  }

  @Test
  void aLibraryThatIsNotThereIsNamed() throws IOException {
    Path object = object("x", "int v;");
    Run run = Run.alfheim("link", object, "--needs", "libgone.so.9", "-o", folder.resolve("x.so"));
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("libgone.so.9: no such library in the system's folders");
  }
}
