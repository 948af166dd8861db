package org.alfheim.itests.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.alfheim.itests.benchmarks.Task;
import org.alfheim.itests.benchmarks.Workbench;
import org.alfheim.itests.benchmarks.probe.BindLarge;
import org.alfheim.itests.benchmarks.process.Jvm;
import org.alfheim.itests.benchmarks.process.TemporaryFolder;
import org.alfheim.itests.benchmarks.report.Line;
import org.alfheim.itests.benchmarks.report.Outcome;
import org.alfheim.itests.benchmarks.report.Target;
import org.alfheim.types.TypesException;
import org.alfheim.wrap.PluginBundle;

/**
 * An interface of some thousand functions, whose types are known: what it takes of a processor to
 * bind it, all contradictions found, beside the method handles of as many functions, and beside ten
 * of its methods.
 */
public final class BindInterface {
  private static final List<String> HEADERS =
      List.of(
          "openssl/evp.h",
          "openssl/x509v3.h",
          "openssl/pem.h",
          "openssl/cms.h",
          "openssl/pkcs12.h",
          "openssl/ocsp.h",
          "openssl/ssl.h");

  private static final int ROUNDS = 5;

  /** What a round has read: the large interface, the small one, the handles. */
  private static final int PARTS = 3;

  private static final int LARGE = 0;
  private static final int SMALL = 1;
  private static final int HANDLES = 2;

  private double[] warm = {};
  private double[] cold = {};

  /** Nothing is measured yet. */
  public BindInterface() {}

  /** Its lines. */
  public List<Task> tasks() {
    return List.of(
        task("JVM warm", "downcallHandle, as many", HANDLES, Target.NONE, false),
        task("JVM warm", "ten of its methods", SMALL, Target.NONE, false),
        task("JVM cold", "downcallHandle, as many", HANDLES, Target.ahead(), true));
  }

  private Task task(String when, String peer, int part, Target target, boolean first) {
    return new Task(
        Line.time("bind an interface of all libcrypto, " + when, peer, target),
        bench -> measure(part, first, bench));
  }

  private Outcome measure(int part, boolean first, Workbench bench)
      throws IOException, InterruptedException {
    if (Library.LIBCRYPTO.file().isEmpty()) {
      return new Outcome.LeftOut(Library.LIBCRYPTO.absence());
    }
    try {
      read(bench);
    } catch (TypesException unknown) {
      return new Outcome.LeftOut(unknown.getMessage());
    }
    double[] values = first ? cold : warm;
    return Outcome.Measured.of(middle(values, LARGE), middle(values, part))
        .with((int) warm[0] + " methods");
  }

  /** The middle of one part of all rounds; the first number says how many methods there are. */
  private static double middle(double[] values, int part) {
    double[] parts = new double[(values.length - 1) / PARTS];
    Arrays.setAll(parts, round -> values[1 + round * PARTS + part]);
    return Values.middle(parts);
  }

  private void read(Workbench bench) throws IOException, InterruptedException {
    if (warm.length > 0) {
      return;
    }
    try (TemporaryFolder folder = TemporaryFolder.in(bench.folder())) {
      Path library = Library.LIBCRYPTO.file().orElseThrow();
      Path types =
          Files.write(
              folder.path().resolve("types.btf"),
              PluginBundle.of(library).withHeaders(HEADERS, List.of()).types().btf().orElseThrow());
      Jvm jvm = Jvm.in(folder.path());
      cold = jvm.run(BindLarge.class, library, types, 0, 1).numbers();
      warm = jvm.run(BindLarge.class, library, types, ROUNDS, ROUNDS).numbers();
    }
  }
}
