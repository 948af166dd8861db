package org.alfheim.itests.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Shared objects made by the compiler of this machine. */
final class Fixtures {
  /** A name that would run in a page that does not escape it. */
  static final String SCRIPT = "<script>window.hacked=1</script>";

  /** One that would leave an attribute, and one that the Web Console would replace. */
  static final String ATTRIBUTE = "${appRoot}\" onmouseover=\"window.hacked=2";

  /** One that turns the direction of the text. */
  static final String TURNED = "a\u202egpj.exe";

  private Fixtures() {}

  static Path compile(Path folder, String name, String source, String... options)
      throws IOException, InterruptedException {
    Path c = Files.writeString(folder.resolve(name + ".c"), source);
    Path object = folder.resolve(name);
    List<String> command = new ArrayList<>(List.of("gcc", "-shared", "-fPIC", "-o"));
    command.addAll(List.of(object.toString(), c.toString()));
    command.addAll(List.of(options));
    run(command);
    return object;
  }

  /** A library whose symbols have hostile names. */
  static Path hostile(Path folder) throws IOException, InterruptedException {
    Path c =
        Files.writeString(
            folder.resolve("hostile.c"),
            "int one(void) { return 1; } int two(void) { return 2; } int three(void) { return 3; }");
    Path plain = folder.resolve("plain.o");
    Path renamed = folder.resolve("renamed.o");
    run(List.of("gcc", "-c", "-fPIC", "-o", plain.toString(), c.toString()));
    run(
        List.of(
            "objcopy",
            "--redefine-sym",
            "one=" + SCRIPT,
            "--redefine-sym",
            "two=" + ATTRIBUTE,
            "--redefine-sym",
            "three=" + TURNED,
            plain.toString(),
            renamed.toString()));
    Path object = folder.resolve("libhostile.so");
    run(List.of("gcc", "-shared", "-o", object.toString(), renamed.toString()));
    return object;
  }

  /** A library with functions {@code function_00000} and so on. */
  static Path many(Path folder, int count) throws IOException, InterruptedException {
    String source =
        IntStream.range(0, count)
            .mapToObj(i -> String.format("int function_%05d(void) { return %d; }", i, i))
            .collect(Collectors.joining("\n"));
    return compile(folder, "libmany.so.1", source, "-O0", "-Wl,-soname,libmany.so.1");
  }

  static void run(List<String> command) throws IOException, InterruptedException {
    List<String> limited = new ArrayList<>(List.of("timeout", "120"));
    limited.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(limited).redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C.UTF-8");
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    int status = process.waitFor();
    if (status != 0) {
      throw new AssertionError(command + " ended with status " + status + ": " + output);
    }
  }
}
