package org.alfheim.itests.benchmarks.profile;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.alfheim.itests.benchmarks.Workbench;
import org.alfheim.itests.benchmarks.measure.Library;
import org.alfheim.itests.benchmarks.probe.ProfiledOpen;
import org.alfheim.itests.benchmarks.process.Child;
import org.alfheim.itests.benchmarks.process.Compiler;
import org.alfheim.itests.benchmarks.process.Jvm;
import org.alfheim.itests.benchmarks.process.TemporaryFolder;

/** Counts what an open of a library consists of, and what {@code dlopen} of it consists of. */
public final class Profile {
  private static final String DLOPEN = "dlopen, in C";
  private static final List<State> STATES = List.of(State.FIRST, State.SECOND, State.WARM);
  private static final long SECONDS = 300;
  private static final int MOST_FUNCTIONS = 8;

  /**
   * What {@link ProfiledOpen} and {@code dlopens.c} count themselves, in the order of the former.
   */
  private static final List<String> BY_THREAD =
      List.of("page faults", "mappings more", "bytes allocated in the heap", "microseconds, once");

  private final Workbench bench;
  private final Consumer<String> progress;
  private final Consumer<String> out;

  /**
   * @param bench what it works with
   * @param progress is told what is counted now
   * @param out gets the tables, line by line
   */
  public Profile(Workbench bench, Consumer<String> progress, Consumer<String> out) {
    this.bench = bench;
    this.progress = progress;
    this.out = out;
  }

  /** Counts for a library, or, where none is given, for three of the system. */
  public void of(Optional<Path> library) throws IOException, InterruptedException {
    if (!isThere("strace")) {
      out.accept("left out: system calls, since there is no strace: apt-get install strace");
    }
    if (!isThere("valgrind")) {
      out.accept(
          "left out: instructions of dlopen, since there is no valgrind: apt-get install valgrind");
    }
    if (library.isPresent()) {
      profile(library.get().toRealPath());
      return;
    }
    for (Library each : List.of(Library.SMALL, Library.LIBZ, Library.LIBCRYPTO)) {
      if (each.file().isPresent()) {
        profile(each.file().get());
      } else {
        out.accept("left out: " + each.absence());
      }
    }
  }

  private static boolean isThere(String tool) {
    return Stream.of(
            Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
  }

  private void profile(Path library) throws IOException, InterruptedException {
    List<String> columns = new ArrayList<>(List.of(DLOPEN));
    STATES.forEach(state -> columns.add(state.name()));
    Sheet sheet = new Sheet(columns);
    List<Callgrind.Function> functions;
    try (TemporaryFolder folder = TemporaryFolder.in(bench.folder())) {
      Path program = Compiler.program("dlopens.c", folder.path());
      Path copy = Files.copy(library, folder.path().resolve("copy.so"));
      functions = countInstructions(program, copy, sheet, folder.path());
      countByThread(program, copy, library, sheet, folder.path());
      countSystemCalls(program, copy, library, sheet, folder.path());
      countClasses(library, sheet, folder.path());
    }
    out.accept("");
    out.accept("### %s, %,d bytes".formatted(library.getFileName(), Files.size(library)));
    out.accept("");
    sheet.lines().forEach(out);
    if (!functions.isEmpty()) {
      out.accept("");
      out.accept("Of the instructions of `dlopen`:");
      out.accept("");
      functions.forEach(each ->
          out.accept(
              "* %,d: `%s` of `%s`".formatted(each.instructions(), each.name(), each.object())));
    }
  }

  private List<Callgrind.Function> countInstructions(
      Path program, Path copy, Sheet sheet, Path folder) throws IOException, InterruptedException {
    if (!isThere("valgrind")) {
      return List.of();
    }
    progress.accept("instructions of dlopen (valgrind)");
    Path file = folder.resolve("callgrind.out");
    String output =
        Child.run(
                List.of(
                    "valgrind",
                    "--tool=callgrind",
                    "--callgrind-out-file=" + file,
                    "--toggle-collect=open_it",
                    program.toString(),
                    copy.toString()),
                folder,
                SECONDS)
            .output();
    sheet.put("instructions", DLOPEN, Callgrind.collected(output));
    return Callgrind.functions(
        Child.run(List.of("callgrind_annotate", file.toString()), folder, SECONDS).output(),
        MOST_FUNCTIONS);
  }

  private void countByThread(Path program, Path copy, Path library, Sheet sheet, Path folder)
      throws IOException, InterruptedException {
    String said = Child.run(List.of(program.toString(), copy.toString()), folder, SECONDS).output();
    for (String what : BY_THREAD) {
      value(said, what).ifPresent(count -> sheet.put(what, DLOPEN, count));
    }
    for (State state : STATES) {
      progress.accept("page faults, mappings, allocation: " + state.name());
      double[] counts =
          jvm(folder).run(ProfiledOpen.class, words("count", library, state)).numbers();
      for (int i = 0; i < counts.length; i++) {
        sheet.put(BY_THREAD.get(i), state.name(), (long) counts[i]);
      }
    }
  }

  private static OptionalLong value(String said, String name) {
    return said.lines()
        .filter(line -> line.startsWith(name + ": "))
        .mapToLong(line -> Long.parseLong(line.substring(name.length() + 2)))
        .findFirst();
  }

  private void countSystemCalls(Path program, Path copy, Path library, Sheet sheet, Path folder)
      throws IOException, InterruptedException {
    if (!isThere("strace")) {
      return;
    }
    Map<String, Map<String, Integer>> counts = new LinkedHashMap<>();
    counts.put(DLOPEN, trace(List.of(program.toString(), copy.toString()), folder));
    for (State state : STATES) {
      progress.accept("system calls (strace): " + state.name());
      counts.put(
          state.name(),
          trace(
              jvm(folder)
                  .command(
                      folder.resolve("results"), ProfiledOpen.class, words("mark", library, state)),
              folder));
    }
    counts.forEach((column, byName) ->
        sheet.put("system calls", column, byName.values().stream().mapToInt(n -> n).sum()));
    TreeSet<String> names = new TreeSet<>();
    counts.values().forEach(byName -> names.addAll(byName.keySet()));
    for (String name : names) {
      counts.forEach((column, byName) ->
          sheet.put("&nbsp; `" + name + "`", column, byName.getOrDefault(name, 0)));
    }
  }

  private static Map<String, Integer> trace(List<String> command, Path folder)
      throws IOException, InterruptedException {
    Path trace = folder.resolve("trace");
    List<String> traced =
        new ArrayList<>(List.of("strace", "-f", "-qq", "-s", "64", "-o", trace.toString()));
    traced.addAll(command);
    Child.run(traced, folder, SECONDS);
    return SystemCalls.count(Files.readAllLines(trace));
  }

  private void countClasses(Path library, Sheet sheet, Path folder)
      throws IOException, InterruptedException {
    for (State state : STATES) {
      progress.accept("classes (-Xlog:class+load): " + state.name());
      Path log = folder.resolve("classes");
      jvm(folder)
          .with("-Xlog:class+load:file=" + log + ":none:filecount=0")
          .run(ProfiledOpen.class, words("mark", library, state));
      LoadedClasses.count(Files.readAllLines(log))
          .forEach((origin, count) -> sheet.put(origin.what(), state.name(), count));
    }
  }

  private static Jvm jvm(Path folder) {
    return Jvm.in(folder).within(SECONDS);
  }

  private static Object[] words(String how, Path library, State state) {
    return new Object[] {
      how, library, state.small(), Library.SMALL.file().orElse(library), state.same()
    };
  }
}
