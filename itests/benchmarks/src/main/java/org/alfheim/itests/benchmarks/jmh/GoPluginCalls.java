package org.alfheim.itests.benchmarks.jmh;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.alfheim.gohost.GoHostException;
import org.alfheim.gohost.GoInstallation;
import org.alfheim.itests.benchmarks.Task;
import org.alfheim.itests.benchmarks.Workbench;
import org.alfheim.itests.benchmarks.process.GoCompiler;
import org.alfheim.itests.benchmarks.report.Line;
import org.alfheim.itests.benchmarks.report.Outcome;
import org.alfheim.itests.benchmarks.report.Target;

/** Calls into a plugin of Go's newest toolchain, beside those of exports of cgo. */
public final class GoPluginCalls {
  private static final String PEER = "a cgo export, FFM by hand";

  private String plugin;
  private String bare;
  private String host;

  /** Nothing is built yet. */
  public GoPluginCalls() {}

  /** Its lines. */
  public List<Task> tasks() {
    return List.of(
        task("nop", "an empty call", Target.ratioAtMost(1.5)),
        task("add", "func(int, int) int", Target.valueAtMost(150)),
        task("echo", "a string in and out", Target.valueAtMost(400)),
        task("each", "a callback", Target.NONE));
  }

  private Task task(String name, String what, Target target) {
    return new Task(Line.time("Go: " + what, PEER, target), bench -> measure(name, bench));
  }

  private Outcome measure(String name, Workbench bench) throws IOException, InterruptedException {
    Optional<GoInstallation> go = GoCompiler.newestToolchain();
    if (go.isEmpty()) {
      return new Outcome.LeftOut("there is no Go; apt-get install golang-go");
    }
    build(go.get(), bench);
    Map<String, Double> values =
        Jmh.run(GoPluginBenchmark.class, name + "_.*", bench, plugin, bare, host);
    return Outcome.Measured.of(values.get(name + "_alfheim"), values.get(name + "_peer"))
        .with(go.get().version());
  }

  private void build(GoInstallation go, Workbench bench) throws IOException, InterruptedException {
    if (plugin != null) {
      return;
    }
    try {
      bare = "-Dalfheim.bare=" + GoCompiler.build(go, "bare", "c-shared", bench.folder());
      host = "-Dalfheim.host=" + GoCompiler.host(go, bench.folder());
    } catch (GoHostException refused) {
      throw new IOException(refused.getMessage(), refused);
    }
    plugin = "-Dalfheim.plugin=" + GoCompiler.build(go, "plugin", "plugin", bench.folder());
  }
}
