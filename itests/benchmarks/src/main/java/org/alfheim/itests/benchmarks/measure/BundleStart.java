package org.alfheim.itests.benchmarks.measure;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import org.alfheim.itests.benchmarks.Effort;
import org.alfheim.itests.benchmarks.Task;
import org.alfheim.itests.benchmarks.Workbench;
import org.alfheim.itests.benchmarks.probe.LoadingActivator;
import org.alfheim.itests.benchmarks.probe.StartBundles;
import org.alfheim.itests.benchmarks.process.ClassPath;
import org.alfheim.itests.benchmarks.process.Jars;
import org.alfheim.itests.benchmarks.process.Jvm;
import org.alfheim.itests.benchmarks.process.TemporaryFolder;
import org.alfheim.itests.benchmarks.report.Line;
import org.alfheim.itests.benchmarks.report.Outcome;
import org.alfheim.itests.benchmarks.report.Target;
import org.alfheim.wrap.PluginBundle;
import org.alfheim.wrap.WrapOptions;

/**
 * The start of a bundle on Felix: of a plugin bundle as {@code alfheim wrap} makes it, and of one
 * with {@code Bundle-NativeCode} and an activator that loads the library.
 */
public final class BundleStart {
  private static final String PEER = "Bundle-NativeCode, System.loadLibrary";

  private Starts plugins;
  private Starts natives;

  /**
   * What starts took.
   *
   * @param first the first of a JVM each
   * @param later those in a JVM that has started many
   */
  private record Starts(double first, double later) {}

  /** Makes a bundle with a number. */
  @FunctionalInterface
  private interface BundleMaker {
    void write(Path file, int number) throws IOException;
  }

  /** Nothing is measured yet. */
  public BundleStart() {}

  /** Its lines. */
  public List<Task> tasks() {
    return List.of(
        new Task(
            Line.time("a bundle start on Felix, the first: libz", PEER, Target.ratioAtMost(1)),
            bench -> {
              measure(bench);
              return Outcome.Measured.of(plugins.first(), natives.first());
            }),
        new Task(
            Line.time("a bundle start on Felix, later ones: libz", PEER, Target.ratioAtMost(1)),
            bench -> {
              measure(bench);
              return Outcome.Measured.of(plugins.later(), natives.later());
            }));
  }

  private void measure(Workbench bench) throws IOException, InterruptedException {
    if (plugins != null) {
      return;
    }
    Path file = Library.LIBZ.file().orElseThrow(() -> new IOException(Library.LIBZ.absence()));
    byte[] image = Files.readAllBytes(file);
    try (TemporaryFolder folder = TemporaryFolder.in(bench.folder())) {
      int count = 1 + bench.effort().warmUp() / 4 + bench.effort().copies();
      Path ofPlugins = bundles(folder.path().resolve("plugins"), count, plugin(image));
      Path ofNatives = bundles(folder.path().resolve("natives"), count, withNativeCode(image));
      List<double[]> ours = new ArrayList<>();
      List<double[]> theirs = new ArrayList<>();
      for (int i = 0; i < bench.effort().fresh(); i++) {
        ours.add(start(ofPlugins, folder.path()));
        theirs.add(start(ofNatives, folder.path()));
      }
      plugins = starts(ours, bench.effort());
      natives = starts(theirs, bench.effort());
    }
  }

  private static Starts starts(List<double[]> runs, Effort effort) {
    double[] first = runs.stream().mapToDouble(run -> run[0]).toArray();
    double[] later =
        runs.stream()
            .flatMapToDouble(
                run -> Arrays.stream(run, Math.max(1, run.length - effort.copies()), run.length))
            .toArray();
    return new Starts(Values.middle(first), Values.middle(later));
  }

  private static double[] start(Path bundles, Path folder)
      throws IOException, InterruptedException {
    try (TemporaryFolder cache = TemporaryFolder.in(folder)) {
      return Jvm.in(folder)
          .run(
              StartBundles.class,
              cache.path(),
              bundles,
              location("org.alfheim.loader.Loader"),
              location("org.alfheim.activator.PluginActivator"))
          .numbers();
    }
  }

  /** The bundle that has a class: a jar, or the folder that one is made of. */
  private static String location(String className) throws IOException {
    return "reference:" + ClassPath.of(className).toUri();
  }

  private static Path bundles(Path folder, int count, BundleMaker maker) throws IOException {
    Files.createDirectory(folder);
    for (int i = 0; i < count; i++) {
      maker.write(folder.resolve("bundle%04d.jar".formatted(i)), i);
    }
    return folder;
  }

  private static BundleMaker plugin(byte[] image) {
    return (file, number) -> {
      try (InputStream jar =
          PluginBundle.of(
                  "libplugin.so", image, WrapOptions.parse(Map.of("name", "plugin" + number)))
              .openStream()) {
        Files.copy(jar, file);
      }
    };
  }

  private static BundleMaker withNativeCode(byte[] image) {
    return (file, number) -> {
      Manifest manifest = new Manifest();
      Attributes main = manifest.getMainAttributes();
      main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
      main.putValue("Bundle-ManifestVersion", "2");
      main.putValue("Bundle-SymbolicName", "native" + number);
      main.putValue("Bundle-Version", "1.0.0");
      main.putValue("Bundle-Activator", LoadingActivator.class.getName());
      main.putValue("Import-Package", "org.osgi.framework");
      main.putValue("Bundle-NativeCode", "lib/libplugin.so;osname=Linux;processor=x86-64");
      Jars.write(
          file,
          Jars.Packing.STORED,
          manifest,
          Map.of(
              "lib/libplugin.so",
              image,
              entry(LoadingActivator.class),
              bytes(LoadingActivator.class)));
    };
  }

  private static String entry(Class<?> type) {
    return type.getName().replace('.', '/') + ".class";
  }

  private static byte[] bytes(Class<?> type) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (InputStream content = type.getResourceAsStream("/" + entry(type))) {
      content.transferTo(bytes);
    }
    return bytes.toByteArray();
  }
}
