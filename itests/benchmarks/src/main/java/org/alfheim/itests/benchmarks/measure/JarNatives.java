package org.alfheim.itests.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.alfheim.itests.benchmarks.Task;
import org.alfheim.itests.benchmarks.Workbench;
import org.alfheim.itests.benchmarks.probe.UseNatives;
import org.alfheim.itests.benchmarks.process.ClassPath;
import org.alfheim.itests.benchmarks.process.Jvm;
import org.alfheim.itests.benchmarks.process.TemporaryFolder;
import org.alfheim.itests.benchmarks.report.Line;
import org.alfheim.itests.benchmarks.report.Outcome;
import org.alfheim.itests.benchmarks.report.Target;

/**
 * Well-known jars with native methods on Felix, served from the bundle, beside the jar's own way:
 * it extracts a file, or has the framework do it, and calls {@code System.load}.
 */
public final class JarNatives {
  private static final String PEER = "the jar's own extraction";

  private static final List<Used> ALL =
      List.of(
          new Used("sqlite-jdbc", "org.sqlite.SQLiteJDBCLoader", "initialize"),
          new Used("zstd-jni", "com.github.luben.zstd.Zstd", "maxCompressionLevel"),
          new Used("snappy-java", "org.xerial.snappy.Snappy", "getNativeLibraryVersion"));

  /**
   * A jar, and what loads its library.
   *
   * @param name the jar's name
   * @param type a class
   * @param method a static method
   */
  private record Used(String name, String type, String method) {
    Path jar() throws IOException {
      return ClassPath.of(type);
    }
  }

  private JarNatives() {}

  /** Its lines. */
  public static List<Task> tasks() {
    List<Task> tasks = new ArrayList<>();
    for (Used used : ALL) {
      tasks.add(
          new Task(
              line("JNI of a jar, the first: " + used.name(), PEER), bench -> first(used, bench)));
      tasks.add(
          new Task(
              line("JNI of a jar, start-up cache, the first: " + used.name(), PEER + ", so too"),
              bench -> cached(used, bench)));
      tasks.add(
          new Task(
              line("JNI of a jar, later ones: " + used.name(), PEER), bench -> later(used, bench)));
    }
    return tasks;
  }

  private static Line line(String what, String peer) {
    return Line.time(what, peer, Target.ratioAtMost(1));
  }

  /** The first of a JVM each. */
  private static Outcome first(Used used, Workbench bench)
      throws IOException, InterruptedException {
    Jvm jvm = Jvm.in(bench.folder());
    return Turns.take(
        bench.effort().fresh(), () -> use(jvm, used, "served", 1), () -> use(jvm, used, "own", 1));
  }

  /** Those in a JVM that has done many. */
  private static Outcome later(Used used, Workbench bench)
      throws IOException, InterruptedException {
    int before = bench.effort().warmUp() / 8;
    int count = before + bench.effort().copies() / 4 + 1;
    Jvm jvm = Jvm.in(bench.folder());
    return Turns.take(
        bench.effort().rounds(),
        () -> after(before, use(jvm, used, "served", count)),
        () -> after(before, use(jvm, used, "own", count)));
  }

  private static double[] after(int before, double[] times) {
    return Arrays.copyOfRange(times, before, times.length);
  }

  /** Each side with a cache that was made by doing it. */
  private static Outcome cached(Used used, Workbench bench)
      throws IOException, InterruptedException {
    try (TemporaryFolder folder = TemporaryFolder.in(bench.folder())) {
      Jvm jvm = Jvm.in(folder.path()).on(ClassPath.jars(folder.path()));
      Map<String, Jvm> jvms = new HashMap<>();
      for (String how : List.of("served", "own")) {
        Path cache = folder.path().resolve(how + ".aot");
        use(jvm.with("-XX:AOTCacheOutput=" + cache), used, how, 1);
        jvms.put(how, jvm.with("-XX:AOTCache=" + cache, "-XX:AOTMode=on"));
      }
      return Turns.take(
          bench.effort().fresh(),
          () -> use(jvms.get("served"), used, "served", 1),
          () -> use(jvms.get("own"), used, "own", 1));
    }
  }

  private static double[] use(Jvm jvm, Used used, String how, int count)
      throws IOException, InterruptedException {
    try (TemporaryFolder storage = TemporaryFolder.in(jvm.folder())) {
      return jvm.run(
              UseNatives.class, how, storage.path(), used.jar(), used.type(), used.method(), count)
          .numbers();
    }
  }
}
