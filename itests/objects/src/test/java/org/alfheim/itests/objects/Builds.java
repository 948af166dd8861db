package org.alfheim.itests.objects;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Which builds are tried: each language and each option at least once, or all combinations. */
final class Builds {
  private static final Path DEBIAN_RUST = Path.of("/usr/bin/rustc");

  /** The one whose library is where ld.so finds it. */
  private static final String RUSTC = Files.exists(DEBIAN_RUST) ? DEBIAN_RUST.toString() : "rustc";

  private static final List<String> LEVELS = List.of("-O0", "-O2", "-O3");
  private static final List<String> CODES = List.of("-fPIC", "-fPIE");
  private static final List<String> MODELS = List.of("", "-mcmodel=medium", "-mcmodel=large");

  /** With the medium model, clang writes addresses of functions into code, as for a program. */
  private static final List<String> CLANG_MODELS = List.of("", "-mcmodel=large");

  private static final List<String> THREADS =
      List.of(
          "",
          "-ftls-model=global-dynamic",
          "-ftls-model=local-dynamic",
          "-ftls-model=initial-exec",
          "-ftls-model=local-exec");
  private static final List<String> OTHERS =
      List.of("", "-fno-plt", "-ffunction-sections -fdata-sections", "-fcf-protection");
  private static final List<String> GNU_OTHERS =
      List.of(
          "",
          "-fno-plt",
          "-fno-plt -mtls-dialect=gnu2",
          "-ffunction-sections -fdata-sections",
          "-fcf-protection -mtls-dialect=gnu2");

  private final List<Build> builds = new ArrayList<>();

  private Builds() {}

  private Builds add(Language language, String compiler, List<String> options) {
    options.forEach(line -> builds.add(new Build(language, compiler, line.strip())));
    return this;
  }

  /** Each language, compiler and option at least once. */
  static Stream<Build> some() {
    return new Builds()
            .add(
                Language.C,
                "gcc",
                List.of(
                    "-O0 -fPIC",
                    "-O2 -fPIE",
                    "-O3 -fPIE -fcf-protection -ffunction-sections -fdata-sections",
                    "-O2 -fPIC -fno-plt -ftls-model=local-dynamic",
                    "-O2 -fPIC -mcmodel=medium",
                    "-O2 -fPIC -mcmodel=large",
                    "-O2 -fPIC -ftls-model=initial-exec -fcommon -DCOMMON",
                    "-O2 -fPIE -ftls-model=local-exec",
                    "-O2 -fPIC -ftls-model=global-dynamic -mtls-dialect=gnu2",
                    "-O3 -fPIC -march=haswell -fvisibility=hidden"))
            .add(
                Language.C,
                "clang",
                List.of(
                    "-O0 -fPIE",
                    "-O2 -fPIC -fno-plt",
                    "-O3 -fPIE -ftls-model=initial-exec -ffunction-sections",
                    "-O2 -fPIC -ftls-model=local-dynamic -fcf-protection",
                    "-O2 -fPIC -mcmodel=large"))
            .add(
                Language.CPP,
                "g++",
                List.of(
                    "-O0 -fPIE",
                    "-O2 -fPIC -fno-plt -ffunction-sections",
                    "-O2 -fPIC -mcmodel=large",
                    "-O1 -fPIE -mcmodel=large",
                    "-O3 -fPIE -fcf-protection"))
            .add(Language.CPP, "clang++", List.of("-O0 -fPIC -fcf-protection", "-O2 -fPIE"))
            .add(
                Language.FORTRAN,
                "gfortran",
                List.of("-O0 -fPIC", "-O3 -fPIE", "-O2 -fPIC -mcmodel=large"))
            .add(Language.RUST, RUSTC, List.of("-Copt-level=2"))
            .add(
                Language.RUST_OBJECT,
                RUSTC,
                List.of("-Copt-level=0 -Crelocation-model=pie", "-Copt-level=3"))
            .add(
                Language.D,
                "ldc2",
                List.of("-O0 --relocation-model=pic", "-O3 --relocation-model=pic"))
            .add(Language.ADA, "gcc", List.of("-O0 -fPIC", "-O2 -fPIE"))
            .builds
            .stream();
  }

  /** All combinations. */
  static Stream<Build> all() {
    List<String> gnu = combined(LEVELS, CODES, MODELS, THREADS, GNU_OTHERS);
    List<String> clang = combined(LEVELS, CODES, CLANG_MODELS, THREADS, OTHERS);
    List<String> few = combined(LEVELS, CODES, MODELS, OTHERS);
    List<String> fewOfClang = combined(LEVELS, CODES, CLANG_MODELS, OTHERS);
    List<String> rust =
        combined(
            List.of("-Copt-level=0", "-Copt-level=2", "-Copt-level=3"),
            List.of("-Crelocation-model=pic", "-Crelocation-model=pie"),
            List.of("", "-Ccode-model=large"));
    return new Builds()
            .add(Language.C, "gcc", gnu)
            .add(Language.C, "clang", clang)
            .add(Language.CPP, "g++", few)
            .add(Language.CPP, "clang++", fewOfClang)
            .add(Language.FORTRAN, "gfortran", few)
            .add(Language.RUST, RUSTC, rust)
            .add(Language.RUST_OBJECT, RUSTC, rust)
            .add(
                Language.D,
                "ldc2",
                combined(
                    List.of("-O0", "-O2", "-O3"),
                    List.of("--relocation-model=pic"),
                    List.of("", "--code-model=large", "--fthread-model=initial-exec")))
            .add(Language.ADA, "gcc", combined(LEVELS, CODES, OTHERS))
            .builds
            .stream();
  }

  @SafeVarargs
  private static List<String> combined(List<String>... choices) {
    List<String> lines = List.of("");
    for (List<String> choice : choices) {
      lines =
          lines.stream()
              .flatMap(line -> choice.stream().map(one -> (line + " " + one).strip()))
              .toList();
    }
    return lines;
  }
}
