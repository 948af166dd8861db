package org.alfheim.itests.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.alfheim.itests.benchmarks.Task;
import org.alfheim.itests.benchmarks.Workbench;
import org.alfheim.itests.benchmarks.probe.LinkArchive;
import org.alfheim.itests.benchmarks.process.Child;
import org.alfheim.itests.benchmarks.process.ClassPath;
import org.alfheim.itests.benchmarks.process.Compiler;
import org.alfheim.itests.benchmarks.process.Jvm;
import org.alfheim.itests.benchmarks.process.TemporaryFolder;
import org.alfheim.itests.benchmarks.report.Line;
import org.alfheim.itests.benchmarks.report.Outcome;
import org.alfheim.itests.benchmarks.report.Target;

/**
 * From an archive to a function that can be called: linked and opened by Alfheim, beside the
 * fastest of the machine's linkers and a program that opens its image by {@code dlopen}.
 */
public final class LinkedArchive {
  private static final long SECONDS = 120;

  /** Seconds of the same work, until compilers of the JVM are through with it. */
  private static final int WARM_AFTER = 5;

  private static final String PEER = "the fastest of ld, gold, lld, mold; then dlopen";
  private static final List<String> LINKERS = List.of("ld.bfd", "ld.gold", "ld.lld", "ld.mold");

  /** An archive, and a function that it has. */
  private record Archive(String name, Path file, String function) {
    static Archive of(String name, String function) {
      return new Archive(name, Library.FOLDER.resolve(name), function);
    }
  }

  private static final Archive LIBCRYPTO = Archive.of("libcrypto.a", "EVP_DigestInit_ex");
  private static final Archive LIBZ = Archive.of("libz.a", "deflate");

  /** What a compiler has a linker put before and behind all else. */
  private record Ends(Path first, Path last) {}

  private LinkedArchive() {}

  /** Its lines. */
  public static List<Task> tasks() {
    return List.of(
        task("link and open, cache, whole process", LIBCRYPTO, 1.5, LinkedArchive::fresh),
        task("link and open, JVM warm", LIBCRYPTO, 0.7, LinkedArchive::warm),
        task("link and open, JVM warm", LIBZ, 0.2, LinkedArchive::warm));
  }

  /** How Alfheim is measured. */
  @FunctionalInterface
  private interface Way {
    double[] values(Archive archive, Workbench bench, Path folder)
        throws IOException, InterruptedException;
  }

  private static Task task(String what, Archive archive, double limit, Way way) {
    return new Task(
        Line.time(what + ": " + archive.name(), PEER, Target.ratioAtMost(limit)),
        bench -> measure(archive, way, bench));
  }

  private static Outcome measure(Archive archive, Way way, Workbench bench)
      throws IOException, InterruptedException {
    if (!Files.exists(archive.file())) {
      return new Outcome.LeftOut(archive.name() + " is not installed");
    }
    try (TemporaryFolder folder = TemporaryFolder.in(bench.folder())) {
      double[] ours = way.values(archive, bench, folder.path());
      Map<String, double[]> theirs = new HashMap<>();
      Path opener = Compiler.program("dlopens.c", folder.path());
      Ends ends =
          new Ends(
              Compiler.file("crtbeginS.o", folder.path()),
              Compiler.file("crtendS.o", folder.path()));
      for (int i = 0; i < bench.effort().fresh(); i++) {
        for (String linker : LINKERS) {
          if (Files.isExecutable(Path.of("/usr/bin", linker))) {
            double[] value = {peer(linker, ends, archive, opener, folder.path())};
            theirs.merge(linker, value, Values::concat);
          }
        }
      }
      if (theirs.isEmpty()) {
        return new Outcome.LeftOut("no linker is installed");
      }
      double fastest = theirs.values().stream().mapToDouble(Values::middle).min().orElseThrow();
      return Outcome.Measured.of(Values.middle(ours), fastest);
    }
  }

  /**
   * All members, as a library, with what a compiler adds; the image's own names are bound, or code
   * for programs is refused.
   */
  private static double peer(String linker, Ends ends, Archive archive, Path opener, Path folder)
      throws IOException, InterruptedException {
    Path image = folder.resolve("linked.so");
    List<String> command = new ArrayList<>(List.of(linker, "-shared", "-Bsymbolic"));
    command.addAll(List.of("-z", "noexecstack", "-o", image.toString()));
    command.addAll(List.of(ends.first().toString(), "--whole-archive", archive.file().toString()));
    command.add("--no-whole-archive");
    for (String libc : List.of("libc.so.6", "libc_nonshared.a")) {
      command.add(Library.FOLDER.resolve(libc).toString());
    }
    command.add(ends.last().toString());
    long linked = Child.run(command, folder, SECONDS).nanoseconds();
    return linked
        + Child.run(List.of(opener.toString(), image.toString()), folder, SECONDS).nanoseconds();
  }

  /** A whole JVM, with a cache that such a one has made. */
  private static double[] fresh(Archive archive, Workbench bench, Path folder)
      throws IOException, InterruptedException {
    Path cache = folder.resolve("link.aot");
    Jvm jvm = Jvm.in(folder).on(ClassPath.jars(folder));
    jvm.with("-XX:AOTCacheOutput=" + cache)
        .run(LinkArchive.class, archive.file(), archive.function(), 0, 1);
    Jvm cached = jvm.with("-XX:AOTCache=" + cache, "-XX:AOTMode=on");
    double[] values = new double[bench.effort().fresh()];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          cached
              .run(LinkArchive.class, archive.file(), archive.function(), 0, 1)
              .ended()
              .nanoseconds();
    }
    return values;
  }

  private static double[] warm(Archive archive, Workbench bench, Path folder)
      throws IOException, InterruptedException {
    int rounds = 3 * bench.effort().fresh();
    return Jvm.in(folder)
        .within(SECONDS * 5)
        .run(LinkArchive.class, archive.file(), archive.function(), WARM_AFTER, rounds)
        .numbers();
  }
}
