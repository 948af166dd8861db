package org.alfheim.linker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.alfheim.elf.SharedObject;
import org.alfheim.linker.object.Input;

/** The system's compilers, assembler, linker and readers in a folder of its own. */
public final class Toolchain {
  private static final List<String> LIBRARIES =
      List.of("libc.so.6", "libm.so.6", "libstdc++.so.6", "libgcc_s.so.1", "ld-linux-x86-64.so.2");
  private static final List<String> FOLDERS =
      List.of("/lib/x86_64-linux-gnu/", "/usr/lib/x86_64-linux-gnu/", "/lib64/", "/usr/lib64/");

  private final Path folder;

  /** Tools that work in a folder. */
  public Toolchain(Path folder) {
    this.folder = folder;
  }

  /** A file in the folder. */
  public Path file(String name) {
    return folder.resolve(name);
  }

  /** What a program said, and how it ended. */
  public record Said(int status, String text) {}

  /** Runs a program in the folder, which has to succeed. */
  public String run(String... command) throws IOException, InterruptedException {
    Said said = attempt(command);
    assertThat(said.status()).as(String.join(" ", command) + "\n" + said.text()).isZero();
    return said.text();
  }

  /** Runs a program in the folder, which may fail. */
  public Said attempt(String... command) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("timeout", "120"));
    words.addAll(Arrays.asList(command));
    Process process =
        new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Said(process.waitFor(), text);
  }

  /** Compiles C, or what the name's ending says, into an object. */
  public Input compile(String name, String source, String... options)
      throws IOException, InterruptedException {
    Files.writeString(file(name), source);
    List<String> words = new ArrayList<>();
    if (options.length == 0 || !options[0].matches("gcc|g\\+\\+|clang|clang\\+\\+")) {
      words.add(name.endsWith(".cc") ? "g++" : "gcc");
    }
    words.addAll(Arrays.asList(options));
    String object = name.replaceFirst("\\.[a-z]+$", ".o");
    words.addAll(List.of("-c", name, "-o", object));
    run(words.toArray(String[]::new));
    return input(object);
  }

  /** Assembles. */
  public Input assemble(String name, String source) throws IOException, InterruptedException {
    Files.writeString(file(name + ".s"), source + "\n.section .note.GNU-stack,\"\",@progbits\n");
    run("as", name + ".s", "-o", name + ".o");
    return input(name + ".o");
  }

  /** A file of the folder to be linked. */
  public Input input(String name) throws IOException {
    Path file = file(name);
    return new Input(name, bytes(file), neighbour -> read(file.resolveSibling(neighbour)));
  }

  private static Optional<MemorySegment> read(Path file) {
    try {
      return Files.exists(file) ? Optional.of(bytes(file)) : Optional.empty();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static MemorySegment bytes(Path file) throws IOException {
    return MemorySegment.ofArray(Files.readAllBytes(file)).asReadOnly();
  }

  /** The options of a link with the libraries of C and C++. */
  public static LinkOptions options() throws IOException {
    List<SharedObject> libraries = new ArrayList<>();
    for (String name : LIBRARIES) {
      for (String place : FOLDERS) {
        Path file = Path.of(place + name);
        if (Files.exists(file)) {
          libraries.add(SharedObject.parse(name, bytes(file)));
          break;
        }
      }
    }
    return LinkOptions.standard().withLibraries(libraries);
  }

  /** Links into a file of the folder, which every check of a loader accepts. */
  public Path link(String output, Input... inputs) throws IOException {
    return link(output, options(), inputs);
  }

  /** Links with options into a file of the folder. */
  public Path link(String output, LinkOptions options, Input... inputs) throws IOException {
    LinkedImage image = Linker.link(List.of(inputs), options);
    SharedObject.parse(output, image.bytes());
    return Files.write(file(output), image.bytes().toArray(ValueLayout.JAVA_BYTE));
  }

  /** What readelf says of a file, in words separated by single spaces. */
  public String readelf(Path image, String... options) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("readelf", "-W"));
    words.addAll(Arrays.asList(options));
    words.add(image.toString());
    return run(words.toArray(String[]::new)).replaceAll("[ \\t]+", " ");
  }

  /** What objdump says of the code of a function, without addresses. */
  public String code(Path image, String function) throws IOException, InterruptedException {
    return run("objdump", "-d", "--no-show-raw-insn", "--disassemble=" + function, image.toString())
        .replaceAll("[ \\t]+", " ");
  }
}
