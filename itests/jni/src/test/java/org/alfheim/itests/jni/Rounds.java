package org.alfheim.itests.jni;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.alfheim.jni.jar.NativesJar;
import org.alfheim.loader.Natives;
import org.alfheim.registry.PluginInventory;
import org.alfheim.registry.PluginInventory.Holder;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * Rounds of using jars, each after an update and a refresh of all of them; what is said of them
 * tells what is left of the earlier ones.
 *
 * @param use what is done with the first
 * @param wrapped whether each becomes a bundle that says what it is served with
 * @param twice whether the first is there under two names, which are used in turn
 * @param crowd whether threads use it from before the first load until after the last refresh
 * @param count how many rounds
 * @param jars the one that is used, and others that it needs
 */
record Rounds(
    String use, boolean wrapped, boolean twice, boolean crowd, int count, List<Path> jars) {
  /** After so many rounds whatever is made once is made. */
  private static final int SETTLED = 10;

  /** A power of two in bytes: a class loader with no class in it takes more of the metaspace. */
  private static final int LITTLE = 14;

  /** How often garbage is collected until metaspace counts as used for good. */
  private static final int TRIES = 20;

  /** How long garbage is collected until a class loader counts as one that is held. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Of {@code USE|wrapped twice crowd|COUNT|JAR,JAR}. */
  static Rounds parse(String text) {
    String[] parts = text.split("\\|", -1);
    return new Rounds(
        parts[0],
        parts[1].contains(ServedJar.WRAPPED),
        parts[1].contains("twice"),
        parts[1].contains("crowd"),
        Integer.parseInt(parts[2]),
        Stream.of(parts[3].split(",", -1))
            .map(name -> name.contains("/") ? Path.of(name) : ServedJar.jar(name))
            .toList());
  }

  /** What is left of a process's use of natives, and of classes. */
  private record Remains(int descriptors, int images, long metaspace) {
    static Remains now() throws IOException {
      try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
        return new Remains((int) descriptors.count(), Natives.loaded().size(), ofClasses());
      }
    }

    /** What is left when threads of the JVM's have closed images and given metaspace back. */
    static Remains since(Remains settled) throws IOException {
      long start = System.nanoTime();
      Remains now = now();
      for (int i = 0; now.minus(settled).isToCome(i); i++) {
        if (System.nanoTime() - start > PATIENCE.toNanos()) {
          break;
        }
        System.gc();
        now = now();
      }
      return now;
    }

    /** What the JVM has learnt does not come. */
    private boolean isToCome(int tries) {
      return images > 0 || descriptors > 0 || (metaspace >> LITTLE > 0 && tries < TRIES);
    }

    Remains most(Remains other) {
      return new Remains(
          Math.max(descriptors, other.descriptors),
          Math.max(images, other.images),
          Math.max(metaspace, other.metaspace));
    }

    Remains least(Remains other) {
      return new Remains(
          Math.min(descriptors, other.descriptors),
          Math.min(images, other.images),
          Math.min(metaspace, other.metaspace));
    }

    Remains minus(Remains before) {
      return new Remains(
          Math.max(0, descriptors - before.descriptors),
          Math.max(0, images - before.images),
          Math.max(0, metaspace - before.metaspace));
    }

    /** In metaspace there is what the JVM has learnt besides. */
    @Override
    public String toString() {
      return "descriptors %d, images %d, metaspace %d"
          .formatted(descriptors, images, metaspace >> LITTLE);
    }

    private static long ofClasses() {
      return ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getName().contains("etaspace"))
          .mapToLong(pool -> pool.getUsage().getUsed())
          .max()
          .orElseThrow();
    }
  }

  /** Prints what each kind of round has said, and what is left in the end. */
  void run(Framework framework) throws Exception {
    BundleContext context = framework.getBundleContext();
    List<byte[]> contents = new ArrayList<>();
    List<Bundle> bundles = new ArrayList<>();
    for (Path jar : jars.reversed()) {
      contents.addFirst(content(jar));
      bundles.addFirst(
          context.installBundle("file:" + jar, new ByteArrayInputStream(contents.getFirst())));
    }
    if (twice) {
      contents.add(Twin.of(contents.getFirst()));
      bundles.add(context.installBundle("twin", new ByteArrayInputStream(contents.getLast())));
    }
    AtomicBoolean done = new AtomicBoolean();
    List<Thread> users = crowd ? crowd(bundles.getFirst(), done) : List.of();
    SortedSet<String> said = new TreeSet<>();
    int collected = 0;
    Remains settled = Remains.now();
    Remains last = settled;
    for (int round = 1; round <= count; round++) {
      said.add(UseOfJar.of(use, bundles.getFirst()));
      if (twice) {
        said.add("twin " + UseOfJar.of(use, bundles.getLast()));
        said.add(UseOfJar.of(use, bundles.getFirst()));
      }
      if (round <= SETTLED) {
        settled = Remains.now().most(settled);
      } else {
        // What is left of each round adds up; what the JVM learns in one of them does not.
        last = round == SETTLED + 1 ? Remains.since(settled) : Remains.since(settled).least(last);
      }
      if (round < count) {
        List<WeakReference<ClassLoader>> loaders = loaders(bundles);
        update(bundles, contents);
        refresh(framework, bundles);
        collected += areCollected(loaders) ? 1 : 0;
      }
    }
    done.set(true);
    for (Thread user : users) {
      user.join();
    }
    if (crowd) {
      said.removeIf(each -> each.startsWith("fails: "));
      said.add(UseOfJar.of(use, bundles.getFirst()));
      awaitOneImage(context, bundles);
    }
    long files = Extracted.files(framework);
    System.out.println(
        said(context, bundles, said, collected, last.minus(settled))
            + (files == 0 ? "" : ", files " + files));
    for (Bundle bundle : bundles) {
      bundle.uninstall();
    }
    refresh(framework, bundles);
  }

  /** They meet a bundle that is being refreshed, too. */
  private List<Thread> crowd(Bundle bundle, AtomicBoolean done) {
    return IntStream.range(0, 4)
        .mapToObj(_ -> Thread.ofPlatform().daemon().start(() -> useOn(bundle, done)))
        .toList();
  }

  private void useOn(Bundle bundle, AtomicBoolean done) {
    while (!done.get()) {
      try {
        UseOfJar.of(use, bundle);
      } catch (Exception refreshed) {
        Thread.onSpinWait();
      }
    }
  }

  private String said(
      BundleContext context,
      List<Bundle> bundles,
      SortedSet<String> said,
      int collected,
      Remains kept) {
    String text = use + ": " + String.join(", ", said) + "; images " + images(context, bundles);
    return count == 1 ? text : text + ", collected " + collected + ", kept: " + kept;
  }

  private byte[] content(Path jar) throws IOException {
    Optional<NativesJar> natives = wrapped ? NativesJar.of(jar) : Optional.empty();
    if (natives.isEmpty()) {
      return Files.readAllBytes(jar);
    }
    try (InputStream bundle = natives.get().openStream()) {
      return bundle.readAllBytes();
    }
  }

  private static void update(List<Bundle> bundles, List<byte[]> contents) throws Exception {
    for (int i = 0; i < bundles.size(); i++) {
      bundles.get(i).update(new ByteArrayInputStream(contents.get(i)));
    }
  }

  private static List<WeakReference<ClassLoader>> loaders(List<Bundle> bundles) {
    return bundles.stream()
        .filter(bundle -> bundle.getHeaders("").get(Constants.FRAGMENT_HOST) == null)
        .map(bundle -> bundle.adapt(BundleWiring.class))
        .map(wiring -> new WeakReference<>(wiring.getClassLoader()))
        .toList();
  }

  private static void refresh(Framework framework, List<Bundle> bundles) throws Exception {
    CountDownLatch refreshed = new CountDownLatch(1);
    framework.adapt(FrameworkWiring.class).refreshBundles(bundles, _ -> refreshed.countDown());
    refreshed.await();
  }

  /** Until they are. */
  private static boolean areCollected(List<WeakReference<ClassLoader>> loaders) {
    long start = System.nanoTime();
    while (System.nanoTime() - start < PATIENCE.toNanos()) {
      System.gc();
      if (loaders.stream().allMatch(loader -> loader.refersTo(null))) {
        return true;
      }
    }
    return false;
  }

  /** A user may have met class loaders between an update and its refresh. */
  private static void awaitOneImage(BundleContext context, List<Bundle> bundles) {
    long start = System.nanoTime();
    while (images(context, bundles) > 1 && System.nanoTime() - start < PATIENCE.toNanos()) {
      System.gc();
    }
  }

  /** How many images the inventory lists as those of the bundles' class loaders. */
  private static long images(BundleContext context, List<Bundle> bundles) {
    List<Long> ids = bundles.stream().map(Bundle::getBundleId).toList();
    return context.getService(context.getServiceReference(PluginInventory.class)).images().stream()
        .filter(image -> image.state() == PluginInventory.State.NATIVES)
        .filter(image -> image.holder().map(Holder::bundle).filter(ids::contains).isPresent())
        .count();
  }
}
