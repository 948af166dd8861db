package org.alfheim.itests.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Jazzer in a JVM of its own, since it changes classes as they are loaded. */
public final class JazzerRun {
  private static final Pattern STATUS = Pattern.compile("^#(\\d+)\\s.*");
  private static final Pattern DONE =
      Pattern.compile("^(?:Done |stat::number_of_executed_units: )(\\d+).*");

  private long inputs;

  /**
   * Lets Jazzer run.
   *
   * @param seeds sound files, by name
   * @param folder where it keeps its corpus and what it has found
   * @param most how many inputs; 0 to try the corpus alone
   * @param seconds how long
   * @param progress gets what Jazzer says
   * @return whether it found nothing
   * @throws IOException if it cannot be started
   * @throws InterruptedException if the wait for it is interrupted
   */
  public boolean run(
      Map<String, byte[]> seeds, Path folder, long most, long seconds, Consumer<String> progress)
      throws IOException, InterruptedException {
    Path corpus = Files.createDirectories(folder.resolve("corpus"));
    Path found = Files.createDirectories(folder.resolve("found"));
    long before = count(found);
    for (Map.Entry<String, byte[]> seed : seeds.entrySet()) {
      Files.write(corpus.resolve("seed-" + seed.getKey()), seed.getValue());
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx1g",
            "-XX:+UseSerialGC",
            "-XX:-OmitStackTraceInFastThrow",
            "-XX:+EnableDynamicAgentLoading",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path"),
            "com.code_intelligence.jazzer.Jazzer",
            "--target_class=" + FuzzTarget.class.getName(),
            "--instrumentation_includes=org.alfheim.elf.**:org.alfheim.internal.plan.**:org.alfheim.internal.relocation.**:org.alfheim.internal.carrier.**:org.alfheim.internal.dwarf.**:org.alfheim.internal.btf.**:org.alfheim.internal.demangle.**:org.alfheim.types.**:org.alfheim.linker.**",
            "--disabled_hooks=*",
            "--keep_going=20",
            "--reproducer_path=" + found,
            "-runs=" + most,
            "-max_total_time=" + seconds,
            "-timeout=20",
            "-max_len=20000",
            "-rss_limit_mb=3000",
            "-print_final_stats=1",
            "-artifact_prefix=" + found + "/",
            corpus.toString()));
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        count(line);
        progress.accept(line);
      }
    }
    return process.waitFor() == 0 && count(found) == before;
  }

  private static long count(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.count();
    }
  }

  private void count(String line) {
    for (Pattern pattern : List.of(STATUS, DONE)) {
      Matcher matcher = pattern.matcher(line);
      if (matcher.matches()) {
        inputs = Math.max(inputs, Long.parseLong(matcher.group(1)));
      }
    }
  }

  /** How many inputs Jazzer says that it has tried. */
  public long inputs() {
    return inputs;
  }
}
