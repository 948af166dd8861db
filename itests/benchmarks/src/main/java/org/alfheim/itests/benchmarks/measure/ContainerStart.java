package org.alfheim.itests.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.alfheim.itests.benchmarks.Task;
import org.alfheim.itests.benchmarks.Workbench;
import org.alfheim.itests.benchmarks.probe.PlainFelix;
import org.alfheim.itests.benchmarks.process.Child;
import org.alfheim.itests.benchmarks.process.Jars;
import org.alfheim.itests.benchmarks.process.Jvm;
import org.alfheim.itests.benchmarks.process.TemporaryFolder;
import org.alfheim.itests.benchmarks.report.Line;
import org.alfheim.itests.benchmarks.report.Outcome;
import org.alfheim.itests.benchmarks.report.Target;

/**
 * The whole process of {@code alfheim run -c exit}, beside a Felix with the same bundles but those
 * of Alfheim, started by the same options: with a start-up cache, as the container is, and without.
 */
public final class ContainerStart {
  private static final String EXPORT = "features/container/target/export";
  private static final long SECONDS = 60;
  private static final String NOT_BUILT =
      "the container is not built, or older than its sources; ./alfheim build builds it";

  /** How {@code cnf/run.sh} starts a JVM, for another program. */
  private static final String AS_RUN_SH =
      "die() { exit 1; }; . \"$0/cnf/run.sh\"; java=$1; shift;"
          + " exec \"$java\" \"${jvm_options[@]}\" \"$start_fast\" \"$@\"";

  private ContainerStart() {}

  /** Its lines. */
  public static List<Task> tasks() {
    return List.of(
        new Task(
            Line.time(
                "container: run -c exit",
                "Felix, the same others' bundles, start-up cache",
                Target.ratioAtMost(1.15)),
            bench -> measure(bench, true)),
        new Task(
            Line.time("container: run -c exit", "the same without a cache"),
            bench -> measure(bench, false)));
  }

  private static Outcome measure(Workbench bench, boolean cached)
      throws IOException, InterruptedException {
    Path root = bench.root().orElse(Path.of(""));
    Path export = root.resolve(EXPORT);
    if (bench.root().isEmpty() || !Files.isDirectory(export.resolve("framework"))) {
      return new Outcome.LeftOut(NOT_BUILT);
    }
    if (!Files.exists(root.resolve(".alfheim/container.aot"))) {
      return new Outcome.LeftOut("the container has no start-up cache; ./alfheim build makes it");
    }
    try (TemporaryFolder folder = TemporaryFolder.in(bench.folder())) {
      List<String> felix = felix(root, export, folder.path());
      Path cache = folder.path().resolve("felix.aot");
      if (cached) {
        felix(felix, "-XX:AOTCacheOutput=" + cache, folder.path());
      }
      String option = cached ? "-XX:AOTCache=" + cache : "-Xshare:auto";
      return Turns.take(
          bench.effort().fresh(),
          () -> new double[] {container(root, folder.path())},
          () -> new double[] {felix(felix, option, folder.path())});
    }
  }

  private static double container(Path root, Path folder) throws IOException, InterruptedException {
    return Child.run(
            List.of(
                "env",
                "ALFHEIM_BUILD=never",
                "JAVA_HOME=" + System.getProperty("java.home"),
                root.resolve("alfheim").toString(),
                "run",
                "-c",
                "exit"),
            folder,
            SECONDS)
        .nanoseconds();
  }

  private static double felix(List<String> words, String option, Path folder)
      throws IOException, InterruptedException {
    try (TemporaryFolder state = TemporaryFolder.in(folder)) {
      List<String> command = new ArrayList<>(List.of("bash", "-c", AS_RUN_SH));
      command.addAll(words.subList(0, 2));
      command.add(option);
      for (String word : words.subList(2, words.size())) {
        command.add(word.equals("STATE") ? state.path().resolve("cache").toString() : word);
      }
      return Child.run(command, folder, SECONDS).nanoseconds();
    }
  }

  /** The words behind the script: the root, java, and what follows the JVM's options. */
  private static List<String> felix(Path root, Path export, Path folder) throws IOException {
    String entry = PlainFelix.class.getName().replace('.', '/') + ".class";
    Path program;
    try (var content = PlainFelix.class.getResourceAsStream("/" + entry)) {
      program =
          Jars.write(
              folder.resolve("felix.jar"),
              Jars.Packing.STORED,
              Map.of(entry, content.readAllBytes()));
    }
    List<String> words = new ArrayList<>(List.of(root.toString(), Jvm.java()));
    List<String> classPath = new ArrayList<>(List.of(program.toString()));
    jars(export.resolve("framework")).forEach(jar -> classPath.add(jar.toString()));
    words.addAll(List.of("-cp", String.join(":", classPath), PlainFelix.class.getName(), "STATE"));
    for (Path jar : jars(export.resolve("container"))) {
      if (!jar.getFileName().toString().startsWith("org.alfheim.")) {
        words.add(jar.toString());
      }
    }
    return words;
  }

  private static List<Path> jars(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }
}
