package org.alfheim.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Relocatable objects and archives, wherever a shared object is taken. */
class ObjectCommandsTest {
  @TempDir private Path folder;
  private Path caller;
  private Path archive;

  @BeforeEach
  void compile() {
    String called = "struct side { int x; int y; }; int area(struct side s) { return s.x * s.y; }";
    caller =
        Tool.gcc(
            folder,
            "caller.o",
            "struct side { int x; int y; }; int area(struct side);"
                + " int square(int x) { struct side s = {x, x}; return area(s); }",
            "-c",
            "-g");
    Path object = Tool.gcc(folder, "called.o", called, "-c", "-g");
    archive = folder.resolve("libcalled.a");
    Tool.run("ar", "rcs", archive.toString(), object.toString());
  }

  @Test
  void severalAreCalledAsOnePlugin() {
    Run run = Run.alfheim("call", caller, archive, "square", "7");
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).isEqualTo("49\n");
    assertThat(Run.alfheim("call", archive, "area", "{x: 2, y: 3}").out()).isEqualTo("6\n");
  }

  @Test
  void theirTypesAreThoseOfDebugInformation() {
    assertThat(Run.alfheim("symbols", caller, archive).out())
        .contains("int square(int x)")
        .contains("int area(struct side s)");
    assertThat(Run.alfheim("lookup", caller, archive, "area").out())
        .contains("kind     function")
        .contains("type     int area(struct side s)");
    assertThat(Run.alfheim("call", archive, "double area(double)", "1").err())
        .contains("area")
        .contains("struct side");
  }

  @Test
  void whatIsOpenedFirstHasWhatTheNextOneLacks() {
    Run run = Run.alfheim("open", archive, caller);
    assertThat(run.status()).isZero();
    assertThat(run.lines()).hasSize(2).allMatch(line -> line.startsWith("ok "));
    assertThat(Run.alfheim("plan", archive, caller).out())
        .contains("need      libcalled.a, a plugin");
  }

  @Test
  void aPlanNamesTheFiles() throws Exception {
    Path script = Files.writeString(folder.resolve("libscript.a"), "INPUT(libcalled.a)\n");
    assertThat(Run.alfheim("plan", script).lines())
        .contains("  linked of " + script.toRealPath(), "  linked of " + archive.toRealPath());
    assertThat(Run.alfheim("plan", "--json", archive).out())
        .contains("\"objects\"")
        .contains(archive.toRealPath().toString());
  }

  @Test
  void whatALinkWarnsOfIsALineOfItsOwn() throws Exception {
    Path source = Files.writeString(folder.resolve("stack.s"), ".globl three\nthree: ret\n");
    Path object = folder.resolve("stack.o");
    Tool.run("as", source.toString(), "-o", object.toString());
    Run run = Run.alfheim("open", object);
    assertThat(run.status()).isZero();
    assertThat(run.err().lines())
        .singleElement()
        .asString()
        .contains("warning: ")
        .contains("has code and no .note.GNU-stack");
  }

  @Test
  void aLibraryIsNamedThatHasWhatTheyLack() {
    Path user =
        Tool.gcc(
            folder,
            "user.o",
            "const char *crypt_preferred_method(void);"
                + " int first(void) { return *crypt_preferred_method(); }",
            "-c");
    assertThat(Run.alfheim("open", user).out())
        .startsWith("FAIL ")
        .contains("undefined symbol crypt_preferred_method")
        .contains("no object has it");
    assertThat(Run.alfheim("call", "--needs", "libcrypt.so.1", user, "int first(void)").out())
        .isEqualTo("36\n");
  }

  @Test
  void bundlesAndBindingsAreMadeOfThem() throws Exception {
    Path jar = folder.resolve("square.jar");
    Run run = Run.alfheim("wrap", caller, archive, "--name", "square", "-o", jar);
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("plugin=square");
    assertThat(Files.size(jar)).isPositive();
    assertThat(Run.alfheim("bindings", "--library", archive, "--package", "p", "-o", folder).out())
        .contains("interface=Called methods=1");
  }

  @Test
  void aPlanTellsOfAStackAndOfLibrariesThatAreNamed() throws Exception {
    Path source = Files.writeString(folder.resolve("stack.s"), ".globl f\nf: ret\n");
    Path stack = folder.resolve("stack.o");
    Tool.run("as", "--execstack", source.toString(), "-o", stack.toString());
    Run refused = Run.alfheim("plan", stack);
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.err())
        .contains("stack.o")
        .contains("the image asks for an executable stack");
    Run waived = Run.alfheim("plan", "--waive", "executable-stack", "--needs", "libm.so.6", stack);
    assertThat(waived.err()).isEmpty();
    assertThat(waived.lines())
        .contains("  linked of " + stack.toRealPath())
        .anyMatch(line -> line.startsWith("  need      libm.so.6, the file "));
  }
}
