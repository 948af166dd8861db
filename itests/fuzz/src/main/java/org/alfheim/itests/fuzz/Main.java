package org.alfheim.itests.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The long form: generated inputs first, Jazzer after them; or libraries that are opened. */
public final class Main {
  private static final String USAGE =
      "Usage: fuzz [--inputs N] [--seconds S] [--seed X] [--jazzer-only | --generated-only |"
          + " --live] [--only images|types|objects] FOLDER";

  private long inputs = 10_000_000;
  private long seconds = 3600;
  private long seed = 1;
  private boolean generated = true;
  private boolean jazzer = true;
  private boolean live;
  private String only = "";
  private Path folder;

  private Main() {}

  /**
   * Runs until there were enough inputs or the time is over, with progress on standard output.
   *
   * @param arguments see the usage
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Main main = new Main();
    if (!main.understands(arguments)) {
      System.err.println(USAGE);
      System.exit(2);
    }
    System.exit(main.run() ? 0 : 1);
  }

  private boolean understands(String[] arguments) {
    try {
      for (int i = 0; i < arguments.length; i++) {
        switch (arguments[i]) {
          case "--inputs" -> inputs = Long.parseLong(arguments[++i]);
          case "--seconds" -> seconds = Long.parseLong(arguments[++i]);
          case "--seed" -> seed = Long.parseLong(arguments[++i]);
          case "--jazzer-only" -> generated = false;
          case "--generated-only" -> jazzer = false;
          case "--live" -> live = true;
          case "--only" -> only = arguments[++i];
          default -> folder = Path.of(arguments[i]).toAbsolutePath();
        }
      }
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException wrong) {
      return false;
    }
    return folder != null && (live ? generated && jazzer : generated || jazzer);
  }

  private boolean run() throws IOException, InterruptedException {
    if (live) {
      return runLive();
    }
    Path seeds = Files.createDirectories(folder.resolve("seeds"));
    Target<Trial.Outcome> images = Target.images(seeds);
    Target<TypeTrial.Outcome> types = Target.types(seeds);
    Target<LinkTrial.Outcome> objects = Target.objects(seeds);
    boolean clean = true;
    long tried = 0;
    List<GeneratedRun<?>> runs = new ArrayList<>();
    if (generated) {
      add(runs, images, "images");
      add(runs, types, "types");
      add(runs, objects, "objects");
    }
    int shares = runs.size() + (jazzer ? 1 : 0);
    for (GeneratedRun<?> run : runs) {
      run.run(0, inputs / shares, seconds * 1_000_000_000L / shares, seed);
      System.out.println("generated: " + run);
      clean &= run.found() == 0;
      tried += run.inputs();
    }
    if (jazzer) {
      JazzerRun run = new JazzerRun();
      Map<String, byte[]> all = new TreeMap<>(images.seeds());
      all.putAll(types.seeds());
      all.putAll(objects.seeds());
      clean &=
          run.run(all, folder, inputs - tried, seconds / shares, line -> System.out.println(line));
      System.out.printf("by coverage: %,d inputs%n", run.inputs());
      tried += run.inputs();
    }
    System.out.printf("%,d inputs, %s%n", tried, clean ? "nothing found" : "see " + folder);
    return clean;
  }

  private <O extends Enum<O>> void add(List<GeneratedRun<?>> runs, Target<O> target, String name) {
    if (only.isEmpty() || only.equals(name)) {
      runs.add(
          new GeneratedRun<>(
              target, folder.resolve("found").resolve(name), line -> System.out.println(line)));
    }
  }

  private boolean runLive() throws IOException, InterruptedException {
    LiveRun run = new LiveRun(folder.resolve("died"), line -> System.out.println(line));
    run.run(
        LiveSeeds.compile(Files.createDirectories(folder.resolve("live"))),
        inputs,
        seconds * 1_000_000_000L,
        seed);
    System.out.println(run);
    return run.found() == 0;
  }
}
