package org.alfheim.itests.objects;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A language, and how its compilers are called. */
enum Language {
  C("", "shared.h", "state.c", "calls.c"),
  CPP("", "classes.h", "classes.cc", "uses.cc"),
  FORTRAN("", "numbers.f90"),
  /** Rust in an archive with all of its library. */
  RUST("", "crate.rs") {
    @Override
    Artifacts make(BuildFolder folder, Build build) throws IOException, InterruptedException {
      rust(folder, build.compiler(), build.optionList(), "crate.rs", "staticlib", "crate.a");
      rust(folder, build.compiler(), build.optionsOfPeer(), "crate.rs", "cdylib", PEER);
      return new Artifacts(List.of("crate.a"), PEER);
    }
  },
  /** Rust as a bare object. */
  RUST_OBJECT("", "core_only.rs") {
    @Override
    Artifacts make(BuildFolder folder, Build build) throws IOException, InterruptedException {
      List<String> bare = new ArrayList<>(build.optionList());
      bare.addAll(List.of("-C", "panic=abort", "--emit", "obj"));
      rust(folder, build.compiler(), bare, "core_only.rs", "lib", "core_only.o");
      List<String> whole = new ArrayList<>(build.optionsOfPeer());
      whole.addAll(List.of("-C", "panic=abort"));
      rust(folder, build.compiler(), whole, "core_only.rs", "cdylib", PEER);
      return new Artifacts(List.of("core_only.o"), PEER);
    }
  },
  D("rt_init", "library.d") {
    @Override
    Artifacts make(BuildFolder folder, Build build) throws IOException, InterruptedException {
      List<String> object = words(build.compiler(), build.optionList());
      object.addAll(List.of("-c", "library.d", "-of=library.o"));
      folder.run(object);
      List<String> whole = words(build.compiler(), build.optionsOfPeer());
      whole.addAll(List.of("-v", "-shared", "-link-defaultlib-shared", "library.d", "-of=" + PEER));
      String said = folder.run(whole);
      /* The start file of D, which its driver adds: it makes the image known to the runtime. */
      Path start =
          Stream.of(said.split("\\s+"))
              .filter(word -> word.endsWith("ldc_rt.dso.o"))
              .map(Path::of)
              .findFirst()
              .orElseThrow();
      Files.copy(start, folder.file("start.o"));
      return new Artifacts(List.of("library.o", "start.o"), PEER);
    }
  },
  ADA("adainit", "figures.ads", "figures.adb") {
    @Override
    Artifacts make(BuildFolder folder, Build build) throws IOException, InterruptedException {
      List<String> whole = words("gcc", List.of("-shared", "-o", PEER));
      whole.addAll(ada(folder, build.compiler(), build.optionsOfPeer()));
      whole.add(folder.run(List.of("gcc", "-print-file-name=libgnat.so")).strip());
      folder.run(whole);
      return new Artifacts(ada(folder, build.compiler(), build.optionList()), PEER);
    }
  };

  static final String PEER = "theirs.so";

  private final String initializer;

  @SuppressWarnings("ImmutableEnumChecker") // of List.of
  private final List<String> sources;

  Language(String initializer, String... sources) {
    this.initializer = initializer;
    this.sources = List.of(sources);
  }

  /** The function that starts the language's runtime library; empty where none does. */
  String initializer() {
    return initializer;
  }

  /** The files that it is compiled from. */
  List<String> sources() {
    return sources;
  }

  /** Compiles, by a driver that takes gcc's options. */
  Artifacts make(BuildFolder folder, Build build) throws IOException, InterruptedException {
    List<String> objects = objects(folder, build.compiler(), build.optionList(), "");
    List<String> peers =
        build.optionsOfPeer().equals(build.optionList())
            ? objects
            : objects(folder, build.compiler(), build.optionsOfPeer(), "peer-");
    List<String> whole = words(build.compiler(), build.optionsOfPeer());
    whole.addAll(List.of("-shared", "-o", PEER));
    whole.addAll(peers);
    whole.add("-lm");
    folder.run(whole);
    return new Artifacts(objects, PEER);
  }

  private List<String> objects(
      BuildFolder folder, String compiler, List<String> options, String prefix)
      throws IOException, InterruptedException {
    List<String> objects = new ArrayList<>();
    for (String source : sources) {
      if (!source.endsWith(".h")) {
        String object = prefix + source.substring(0, source.indexOf('.')) + ".o";
        List<String> command = words(compiler, options);
        command.addAll(List.of("-c", source, "-o", object));
        folder.run(command);
        objects.add(object);
      }
    }
    return objects;
  }

  private static void rust(
      BuildFolder folder,
      String compiler,
      List<String> options,
      String source,
      String kind,
      String output)
      throws IOException, InterruptedException {
    List<String> command = words(compiler, options);
    command.addAll(List.of("--edition=2021", "--crate-type", kind, source, "-o", output));
    folder.run(command);
  }

  /** A unit, and what the binder makes: the start of the library and of all units. */
  private static List<String> ada(BuildFolder folder, String compiler, List<String> options)
      throws IOException, InterruptedException {
    compile(folder, compiler, options, "figures.adb");
    folder.run(List.of("gnatbind", "-n", "-shared", "figures.ali"));
    compile(folder, compiler, options, "b~figures.adb");
    return List.of("figures.o", "b~figures.o");
  }

  private static void compile(
      BuildFolder folder, String compiler, List<String> options, String source)
      throws IOException, InterruptedException {
    List<String> command = words(compiler, options);
    command.addAll(List.of("-c", source));
    folder.run(command);
  }

  private static List<String> words(String compiler, List<String> options) {
    List<String> words = new ArrayList<>(List.of(compiler));
    words.addAll(options);
    return words;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
