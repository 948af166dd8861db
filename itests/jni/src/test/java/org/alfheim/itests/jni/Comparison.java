package org.alfheim.itests.jni;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Jars with natives in a Felix by themselves, and served: what is tried in both, as a table. It is
 * run by its name alone, as root: a file system that executes nothing is mounted, for one process.
 */
class Comparison {
  private static final String MOUNT = "mount -t tmpfs -o noexec tmpfs \"$0\" && exec \"$@\"";

  @TempDir Path temporary;

  private int folders;

  /**
   * A jar, and others that it needs.
   *
   * @param name what it is called
   * @param use what is done with it
   * @param wrapped {@code wrapped} if it is no bundle by itself
   * @param jars the jars
   */
  private record Tried(String name, String use, String wrapped, String jars) {}

  private static final List<Tried> ALL =
      List.of(
          new Tried("sqlite-jdbc", "sqlite", "", "sqlite-jdbc"),
          new Tried("zstd-jni", "zstd", "", "zstd-jni"),
          new Tried("snappy-java", "snappy", "", "snappy-java"),
          new Tried(
              "tcnative", "tcnative", "", "netty-tcnative-classes,netty-tcnative-boringssl-static"),
          new Tried("rocksdbjni", "rocksdb", "wrapped", "rocksdbjni"),
          new Tried("onnxruntime", "onnx", "wrapped", "onnxruntime"),
          new Tried("JNA", "jna", "", "jna-5"),
          new Tried("JavaCPP's openblas", "openblas", "wrapped", ServedProcess.OPENBLAS));

  @Test
  void table() throws Exception {
    List<String> table = new ArrayList<>();
    table.add("| jar | nothing may be executed | 5 rounds | two class loaders | files left |");
    table.add("|---|---|---|---|---|");
    for (Tried tried : ALL) {
      table.add("| " + tried.name() + " | " + row(tried, "nothing") + " |");
      table.add("| served | " + row(tried, "all") + " |");
      Files.write(Path.of("target", "comparison.md"), table);
    }
    System.out.println(String.join("\n", table));
  }

  private String row(Tried tried, String served) throws IOException, InterruptedException {
    ServedProcess closed = process(true);
    String executing = said(closed, tried, served, tried.wrapped(), 1);
    ServedProcess open = process(false);
    String rounds = said(open, tried, served, tried.wrapped(), 5);
    long left = Extracted.in(Path.of(open.temporary())) + Extracted.in(open.storage());
    String twice = said(process(false), tried, served, "wrapped twice", 1);
    return String.join(" | ", executing, rounds, twice, Long.toString(left));
  }

  private ServedProcess process(boolean closed) throws IOException {
    Path folder = Files.createDirectory(temporary.resolve("run" + folders++));
    Path files = Files.createDirectory(folder.resolve("files"));
    return new ServedProcess(
        closed ? files : folder,
        files.toString(),
        closed ? List.of("unshare", "-m", "sh", "-c", MOUNT, files.toString()) : List.of());
  }

  private static String said(
      ServedProcess process, Tried tried, String served, String how, int count)
      throws IOException, InterruptedException {
    String rounds = String.join("|", tried.use(), how, Integer.toString(count), tried.jars());
    return process.lines("felix", served, rounds).stream()
        .filter(line -> ServedProcess.isOfRounds(line) || line.contains("FATAL"))
        .map(line -> line.substring(line.indexOf(": ") + 2))
        .findFirst()
        .orElse("ends the process");
  }
}
