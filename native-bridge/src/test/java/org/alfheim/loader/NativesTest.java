package org.alfheim.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.alfheim.fixture.ChildJvm;
import org.alfheim.fixture.Compiler;
import org.alfheim.fixture.NativeAnswers;
import org.alfheim.fixture.OwnClasses;
import org.alfheim.plugin.InitializationException;
import org.alfheim.plugin.InvalidImageException;
import org.alfheim.plugin.NativesImage;
import org.alfheim.plugin.PolicyException;
import org.alfheim.plugin.UnresolvedException;
import org.alfheim.plugin.admission.Admission;
import org.alfheim.plugin.admission.Candidate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Images with native methods: whose they are, and how long. */
@Timeout(120)
class NativesTest {
  @TempDir Path folder;

  private Path library;
  private Path log;

  @BeforeEach
  void compile() {
    log = folder.resolve("log");
    library = compiled("libanswers.so", NativeAnswers.SOURCE);
  }

  private Path compiled(String name, String source, String... arguments) {
    Path headers = Path.of(System.getProperty("java.home"), "include");
    List<String> all =
        Stream.concat(
                Stream.of(
                    "-I" + headers,
                    "-I" + headers.resolve("linux"),
                    "-DLOG=\"" + folder.resolve("log") + "\""),
                Stream.of(arguments))
            .toList();
    return new Compiler(folder).c(name, source, all.toArray(String[]::new));
  }

  private static NativeAnswers answers() {
    return NativeAnswers.in(new OwnClasses(Map.of(), NativeAnswers.Bound.class));
  }

  private NativeAnswers loaded() throws IOException {
    NativeAnswers answers = answers();
    answers.load("jar!/lib/libanswers.so", Files.readAllBytes(library));
    return answers;
  }

  private static List<NativesImage> images() {
    return Natives.loaded();
  }

  private static List<String> mappings() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/maps")).stream()
        .filter(line -> line.contains("libanswers.so") || line.contains("alfheim-carrier"))
        .toList();
  }

  private static Set<String> descriptors() throws IOException {
    try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
      Set<String> files = new HashSet<>();
      for (Path each : all.toList()) {
        if (Files.isSymbolicLink(each)) {
          files.add(each.getFileName() + " " + Files.readSymbolicLink(each));
        }
      }
      return files.stream().filter(file -> file.contains("memfd")).collect(Collectors.toSet());
    }
  }

  /** Until the time limit of the test interrupts it. */
  private static void awaitClosed(String location) {
    while (images().stream().anyMatch(image -> image.location().equals(location))
        && !Thread.currentThread().isInterrupted()) {
      System.gc();
    }
  }

  @Test
  void nativeMethodsAreBoundByNameAndByRegistration() throws IOException {
    NativeAnswers answers = loaded();

    assertThat(answers.registered()).isEqualTo(110);
    assertThat(answers.next()).isEqualTo(1);
    assertThat(answers.back(21)).isEqualTo(42);
    assertThat(answers.isMine()).isTrue();
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> answers.fail("as it was told"))
        .withMessage("as it was told");
  }

  @Test
  void aFileIsLoadedAsWell() {
    NativeAnswers answers = answers();
    answers.load(library);

    assertThat(answers.next()).isEqualTo(1);
  }

  @Test
  void theSameImageInTheSameClassLoaderIsLoadedOnce() throws IOException {
    NativeAnswers answers = loaded();
    answers.next();
    answers.load("jar!/lib/libanswers.so", Files.readAllBytes(library));

    assertThat(answers.next()).isEqualTo(2);
    assertThat(answers.registered()).isEqualTo(110);
  }

  @Test
  void twoClassLoadersHaveTwoImages() throws IOException {
    NativeAnswers one = loaded();
    NativeAnswers other = loaded();
    one.next();

    assertThat(one.next()).isEqualTo(2);
    assertThat(other.next()).isEqualTo(1);
    assertThat(one.isMine() && other.isMine()).isTrue();
    assertThat(other.registered()).isEqualTo(110);
  }

  @Test
  void anImageIsListedAsBoundToItsClassLoader() throws IOException {
    Set<String> before = images().stream().map(NativesImage::location).collect(Collectors.toSet());
    NativeAnswers answers = loaded();

    NativesImage image =
        images().stream()
            .filter(each -> !before.contains(each.location()))
            .findFirst()
            .orElseThrow();
    assertThat(image.name()).isEqualTo("libanswers.so");
    assertThat(image.location()).startsWith("jar!/lib/libanswers.so#");
    assertThat(image.state()).isEqualTo(NativesImage.State.BOUND);
    assertThat(image.held()).isPositive();
    assertThat(Natives.classLoader(image)).containsSame(answers.getClass().getClassLoader());
    assertThat(mappings().stream().map(line -> Long.parseLong(line.split("-", 2)[0], 16)))
        .contains(image.base());
    assertThat(answers.next()).isEqualTo(1);
  }

  /** What is said of it is by a process that loads nothing else. */
  static final class Collected {
    public static void main(String[] arguments) throws Exception {
      Path library = Path.of(arguments[0]);
      NativeAnswers first = answers();
      first.load("first", Files.readAllBytes(library));
      int rounds = Integer.parseInt(arguments[1]);
      Set<String> numbers = new HashSet<>();
      Set<String> descriptors = descriptors();
      int mappings = mappings().size();
      for (int round = 0; round < rounds; round++) {
        String location = loadAndDrop(library);
        awaitClosed(location);
        assertThat(descriptors()).isEqualTo(descriptors);
        // It is listed as long as its descriptor is open; ld.so gives its memory up a moment later.
        while (mappings().size() > mappings) {
          Thread.onSpinWait();
        }
        assertThat(mappings()).hasSize(mappings);
        numbers.add(location);
      }
      assertThat(numbers).hasSize(rounds);
      assertThat(first.next()).isEqualTo(1);
      System.out.println("closed " + rounds);
    }

    private static String loadAndDrop(Path library) throws IOException {
      NativeAnswers answers = answers();
      answers.load("dropped", Files.readAllBytes(library));
      assertThat(answers.next()).isEqualTo(1);
      assertThat(answers.isMine()).isTrue();
      return images().stream()
          .map(NativesImage::location)
          .filter(location -> location.startsWith("dropped"))
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void withItsClassLoaderAnImageIsUnloadedAndItsMemoryAndDescriptorComeBack() throws IOException {
    ChildJvm.Outcome outcome = ChildJvm.of(Collected.class).run(library, 20);

    assertThat(outcome.output()).contains("closed 20");
    assertThat(outcome.status()).isZero();
    assertThat(Files.readAllLines(log).subList(0, 40))
        .isEqualTo(
            Stream.generate(() -> List.of("unloaded", "destroyed"))
                .limit(20)
                .flatMap(List::stream)
                .toList());
  }

  @Test
  void aProcessWithFewDescriptorsCanLoadAgainAndAgain() {
    ChildJvm.Outcome outcome =
        ChildJvm.of(Collected.class)
            .inOneJar(folder.resolve("classes.jar"))
            .limited("ulimit -n 64")
            .run(library, 70);

    assertThat(outcome.output()).contains("closed 70");
  }

  @Test
  void underCheckJniNothingIsWrongWithTwoClassLoaders() {
    ChildJvm.Outcome outcome = ChildJvm.of(TwoLoaders.class).option("-Xcheck:jni").run(library);

    assertThat(outcome.lines()).containsExactly("1 1 2 2 true true");
    assertThat(outcome.status()).isZero();
  }

  /** Calls one and the other in turn. */
  static final class TwoLoaders {
    public static void main(String[] arguments) throws Exception {
      NativeAnswers one = answers();
      NativeAnswers other = answers();
      byte[] image = Files.readAllBytes(Path.of(arguments[0]));
      one.load("jar!/libanswers.so", image);
      other.load("jar!/libanswers.so", image);
      System.out.print(one.next() + " " + other.next() + " " + one.next() + " " + other.next());
      System.out.println(" " + one.isMine() + " " + other.isMine());
    }
  }

  @Test
  void aLibraryThatTheSameClassLoaderHasLoadedSatisfiesANeed() throws IOException {
    Path base =
        compiled("libbase.so.1", "int base(void) { return 42; }", "-Wl,-soname,libbase.so.1");
    Path user =
        compiled(
            "libuser.so",
            """
            #include <jni.h>
            int base(void);
            JNIEXPORT jint JNICALL Java_org_alfheim_fixture_NativeAnswers_00024Bound_next(
                JNIEnv *env, jobject self) { return base(); }
            """,
            base.toString());
    NativeAnswers answers = answers();

    assertThatExceptionOfType(UnresolvedException.class)
        .isThrownBy(() -> answers.load("jar!/libuser.so", Files.readAllBytes(user)))
        .withMessageContaining("libbase.so.1");
    answers.load("jar!/libbase.so.1", Files.readAllBytes(base));
    answers.load("jar!/libuser.so", Files.readAllBytes(user));

    assertThat(answers.next()).isEqualTo(42);
    assertThatExceptionOfType(UnresolvedException.class)
        .isThrownBy(() -> Loader.open("other!/libuser.so", Files.readAllBytes(user)));
  }

  @Test
  void aVersionThatTheJvmDoesNotHaveIsAnErrorThatNamesTheImage() throws IOException {
    Path odd =
        compiled("libodd.so", "int JNI_OnLoad(void *vm, void *reserved) { return 0x7fff0000; }");
    List<NativesImage> before = images();
    NativeAnswers answers = answers();

    for (int i = 0; i < 2; i++) {
      assertThatExceptionOfType(UnsatisfiedLinkError.class)
          .isThrownBy(() -> answers.load("jar!/libodd.so", Files.readAllBytes(odd)))
          .withMessage("jar!/libodd.so: unsupported JNI version 0x7FFF0000 required by it");
    }
    assertThat(before).containsAll(images());
  }

  private record NothingUnwanted(boolean restricts) implements Admission {
    @Override
    public List<String> objections(Candidate candidate) {
      return candidate.name().contains("unwanted") ? List.of("it is not wanted") : List.of();
    }

    @Override
    public boolean admitsSymbol(String symbol) {
      return true;
    }
  }

  @Test
  void aPolicyIsAskedAndItsRefusalLeavesNothing() throws IOException {
    List<NativesImage> before = images();
    Loader.admit("natives", new NothingUnwanted(true));
    NativeAnswers answers = answers();

    assertThatExceptionOfType(PolicyException.class)
        .isThrownBy(() -> answers.load("jar!/unwanted.so", Files.readAllBytes(library)))
        .withMessageContaining("it is not wanted");
    Loader.admit("natives", new NothingUnwanted(false));
    assertThat(before).containsAll(images());
  }

  @Test
  void aResourceIsFoundByTheClassLoader() throws IOException {
    URL url = library.toUri().toURL();
    NativeAnswers answers =
        NativeAnswers.in(new OwnClasses(Map.of("lib/libit.so", url), NativeAnswers.Bound.class));

    answers.load("lib/libit.so");

    assertThat(answers.next()).isEqualTo(1);
    assertThatExceptionOfType(InvalidImageException.class)
        .isThrownBy(() -> answers.load("lib/none.so"))
        .withMessage(
            "lib/none.so: the class loader of org.alfheim.fixture.NativeAnswers$Bound finds no such "
                + "resource");
  }

  @Test
  void onlyTheClassItselfCanHaveItsLibraryLoaded() throws IllegalAccessException {
    MethodHandles.Lookup lookup =
        MethodHandles.privateLookupIn(NativeAnswers.Bound.class, MethodHandles.lookup());

    assertThatThrownBy(() -> Natives.load(lookup, library))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the lookup was not made by org.alfheim.fixture.NativeAnswers$Bound itself; call "
                + "MethodHandles.lookup() in the class that has the native methods");
  }

  @Test
  void aConstructorThatThrowsIsAFailureForGoodInItsClassLoader() throws IOException {
    Path throwing = new Compiler(folder).cpp("libthrowing.so", "struct S { S() { throw 1; } } s;");
    byte[] image = Files.readAllBytes(throwing);
    NativeAnswers answers = answers();
    List<NativesImage> before = images();

    assertThatExceptionOfType(InitializationException.class)
        .isThrownBy(() -> answers.load("jar!/libthrowing.so", image));
    assertThatExceptionOfType(InitializationException.class)
        .isThrownBy(() -> answers.load("jar!/libthrowing.so", image))
        .withMessageEndingWith("(previous failure)");
    assertThat(before).containsAll(images());
  }

  @Test
  void anImageThatIsNoSharedObjectIsRefused() {
    assertThatExceptionOfType(InvalidImageException.class)
        .isThrownBy(() -> answers().load("jar!/lib.so", new byte[] {1, 2, 3}));
  }
}
