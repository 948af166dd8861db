package org.alfheim.itests.objects;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.alfheim.elf.SharedObject;
import org.alfheim.linker.LinkOptions;
import org.alfheim.linker.LinkedImage;
import org.alfheim.linker.Linker;
import org.alfheim.linker.object.Input;
import org.alfheim.loader.Loader;
import org.alfheim.plugin.Plugin;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Programs of six languages, compiled to objects and linked here, and linked by the system's
 * linker: each function that they export says the same to 0 to 8, in a process of the C library's
 * loader and, where the language's library leaves the process as it is, opened by Alfheim.
 */
class SameAnswersTest {
  private static final List<Path> FOLDERS =
      List.of(Path.of("/lib/x86_64-linux-gnu"), Path.of("/usr/lib/x86_64-linux-gnu"));
  private static final String PREFIX = "t_";
  private static final boolean ALL = Boolean.getBoolean("alfheim.objects.all");

  /** Finds what is wanted in the names of builds: everything, if nobody says more. */
  private static final Pattern ONLY =
      Pattern.compile(System.getProperty("alfheim.objects.only", ""));

  @TempDir private static Path shared;
  private static Path answers;

  @TempDir private Path temporary;

  static Stream<Build> builds() {
    List<Build> builds =
        (ALL ? Builds.all() : Builds.some())
            .filter(build -> ONLY.matcher(build.toString()).find())
            .toList();
    return IntStream.range(0, builds.size())
        .mapToObj(i -> {
          tell(i, builds.size());
          return builds.get(i);
        });
  }

  /** All combinations take a quarter of an hour, and more on a machine that is busy. */
  private static void tell(int done, int all) {
    if (ALL && done % 25 == 0) {
      System.out.println(done + " of " + all + " combinations");
    }
  }

  @BeforeAll
  static void compileWhatAsks() throws Exception {
    BuildFolder folder = new BuildFolder(shared);
    folder.add(List.of("answers.c"));
    folder.run(List.of("gcc", "-O1", "answers.c", "-o", "answers"));
    answers = folder.file("answers");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("builds")
  void everyExportedFunctionAgrees(Build build) throws Exception {
    BuildFolder folder = new BuildFolder(temporary);
    folder.add(build.language().sources());
    Artifacts artifacts = build.language().make(folder, build);
    SharedObject peer = image(folder.file(artifacts.peer()));
    byte[] bytes = link(folder, artifacts, peer).bytes().toArray(ValueLayout.JAVA_BYTE);
    Files.write(folder.file("ours.so"), bytes);

    List<String> functions = functions(peer);
    assertThat(functions).hasSizeGreaterThan(2);
    assertThat(functions(image(folder.file("ours.so")))).isEqualTo(functions);
    String expected = answers(folder, build, artifacts.peer(), functions);
    assertThat(expected.lines()).hasSize(9 * functions.size());
    assertThat(answers(folder, build, "ours.so", functions)).isEqualTo(expected);
    if (opensHere(build)) {
      Plugin plugin = Loader.open(build.toString(), bytes);
      assertThat(Questions.answers(plugin, functions)).isEqualTo(expected);
    }
  }

  /** Those libraries take signals of the process; static memory of threads is for a few only. */
  private static boolean opensHere(Build build) {
    return build.language().initializer().isEmpty() && !ALL;
  }

  private static String answers(
      BuildFolder folder, Build build, String image, List<String> functions) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(answers.toString());
    command.add(folder.file(image).toString());
    command.add(build.language().initializer());
    command.addAll(functions);
    return folder.run(command);
  }

  private static List<String> functions(SharedObject image) {
    return image
        .exported()
        .mapToObj(image.symbols()::name)
        .filter(name -> name.startsWith(PREFIX))
        .sorted()
        .toList();
  }

  /** The libraries of the language are those that the other image needs. */
  private static LinkedImage link(BuildFolder folder, Artifacts artifacts, SharedObject peer)
      throws IOException {
    List<Input> inputs = new ArrayList<>();
    for (String object : artifacts.objects()) {
      inputs.add(Input.of(object, bytes(folder.file(object))));
    }
    Set<String> names = new LinkedHashSet<>(peer.needed());
    names.addAll(List.of("libc.so.6", "libm.so.6", "libgcc_s.so.1", "ld-linux-x86-64.so.2"));
    List<SharedObject> libraries = new ArrayList<>();
    for (String name : names) {
      libraries.add(library(name));
    }
    LinkedImage image = Linker.link(inputs, LinkOptions.standard().withLibraries(libraries));
    assertThat(image.report().unknown()).isEmpty();
    return image;
  }

  private static SharedObject library(String name) throws IOException {
    for (Path folder : FOLDERS) {
      if (Files.exists(folder.resolve(name))) {
        return image(folder.resolve(name));
      }
    }
    throw new AssertionError("no " + name);
  }

  private static SharedObject image(Path file) throws IOException {
    return SharedObject.parse(file.getFileName().toString(), bytes(file));
  }

  private static MemorySegment bytes(Path file) throws IOException {
    return MemorySegment.ofArray(Files.readAllBytes(file)).asReadOnly();
  }
}
