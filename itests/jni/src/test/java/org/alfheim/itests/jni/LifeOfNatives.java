package org.alfheim.itests.jni;

import java.io.ByteArrayInputStream;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.alfheim.loader.Loader;
import org.alfheim.loader.Natives;
import org.alfheim.plugin.admission.Admission;
import org.alfheim.plugin.admission.Candidate;
import org.alfheim.registry.PluginInventory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * What becomes of a bundle's image when the bundle goes, and of what a bundle has extracted.
 *
 * @param framework where the bundles are
 * @param library the library of {@link CountingNatives}
 */
record LifeOfNatives(Framework framework, Path library) {
  private static final String CLASS = CountingNatives.class.getName();

  /** How often garbage is collected until what is still there is held. */
  private static final int PATIENCE = 60;

  /** The framework, its storage, what is served, and what is tried. */
  public static void main(String[] arguments) throws Exception {
    Thread.setDefaultUncaughtExceptionHandler((_, failure) -> {
      failure.printStackTrace();
      System.exit(1);
    });
    Framework framework = ServedJar.serving(arguments[0], arguments[1], arguments[2]);
    Path library = CountingBundle.library(Path.of(arguments[1]).getParent());
    LifeOfNatives life = new LifeOfNatives(framework, library);
    switch (arguments[3]) {
      case "busy" -> life.busy();
      case "namesake" -> life.namesake();
      case "extracted" -> life.extracted(arguments[4]);
      default -> life.refused(arguments[4]);
    }
    framework.stop();
    framework.waitForStop(0);
    System.exit(0);
  }

  private Bundle installed(String location, String name, String capability) throws Exception {
    byte[] bundle = CountingBundle.of(name, capability, library);
    return framework.getBundleContext().installBundle(location, new ByteArrayInputStream(bundle));
  }

  private void remove(Bundle bundle) throws Exception {
    bundle.stop();
    bundle.uninstall();
    CountDownLatch refreshed = new CountDownLatch(1);
    framework
        .adapt(FrameworkWiring.class)
        .refreshBundles(List.of(bundle), _ -> refreshed.countDown());
    refreshed.await();
  }

  /** The bundle goes while a native method of it runs. */
  private void busy() throws Exception {
    ByteBuffer shared = ByteBuffer.allocateDirect(2);
    CompletableFuture<Object> result = new CompletableFuture<>();
    WeakReference<ClassLoader> loader = runAndRemove(shared, result);
    for (int i = 0; i < 5; i++) {
      System.gc();
    }
    say("running " + (loader.get() != null) + " " + images() + ", done " + result.isDone());
    shared.put(1, (byte) 1);
    say("returned " + result.get());
    for (int i = 0; i < PATIENCE && !Natives.loaded().isEmpty(); i++) {
      System.gc();
    }
    say("left " + Natives.loaded().size() + " " + (loader.get() != null));
  }

  private WeakReference<ClassLoader> runAndRemove(
      ByteBuffer shared, CompletableFuture<Object> result) throws Exception {
    Bundle bundle = installed("busy", "com.example.busy", CountingBundle.SAYS_SO);
    bundle.start();
    Class<?> type = bundle.loadClass(CLASS);
    type.getMethod("load").invoke(null);
    Thread.ofPlatform()
        .start(() -> {
          try {
            result.complete(type.getMethod("await", ByteBuffer.class).invoke(null, shared));
          } catch (ReflectiveOperationException e) {
            result.completeExceptionally(e);
          }
        });
    while (shared.get(0) == 0) {
      Thread.onSpinWait();
    }
    ClassLoader loader = bundle.adapt(BundleWiring.class).getClassLoader();
    remove(bundle);
    return new WeakReference<>(loader);
  }

  /** A bundle comes that has the name and version of one that has gone, and is held. */
  private void namesake() throws Exception {
    Bundle old = installed("old", "com.example.same", CountingBundle.SAYS_SO);
    Class<?> held = old.loadClass(CLASS);
    held.getMethod("load").invoke(null);
    held.getMethod("next").invoke(null);
    remove(old);
    Bundle young = installed("young", "com.example.same", CountingBundle.SAYS_SO);
    young.start();
    say("before " + images());
    Class<?> type = young.loadClass(CLASS);
    type.getMethod("load").invoke(null);
    say(
        "counts "
            + held.getMethod("next").invoke(null)
            + " "
            + type.getMethod("next").invoke(null));
    say("after " + images());
    say("ids " + old.getBundleId() + " " + young.getBundleId());
  }

  /** Of which bundles the images are. */
  private String images() {
    BundleContext context = framework.getBundleContext();
    return context.getService(context.getServiceReference(PluginInventory.class)).images().stream()
        .filter(image -> image.state() == PluginInventory.State.NATIVES)
        .map(image ->
            image.holder().map(holder -> holder.bundle() + " " + holder.version()).orElse("nobody"))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  /** A bundle extracts its library to a file of an unknown name. */
  private void extracted(String name) throws Exception {
    Bundle bundle =
        installed("extracted", name, name.startsWith("com") ? CountingBundle.SAYS_SO : "");
    Class<?> type = bundle.loadClass(CLASS);
    type.getMethod("extract").invoke(null);
    say("counts " + type.getMethod("next").invoke(null) + " images " + Natives.loaded().size());
  }

  /** Nobody is admitted. */
  private void refused(String jar) throws Exception {
    Loader.admit("nobody", new Nobody());
    Path file = ServedJar.jar(jar);
    Bundle bundle = framework.getBundleContext().installBundle(file.toUri().toString());
    say("use " + UseOfJar.of(jar.replaceFirst("-.*", ""), bundle));
    say("images " + Natives.loaded().size());
  }

  private record Nobody() implements Admission {
    @Override
    public boolean restricts() {
      return true;
    }

    @Override
    public List<String> objections(Candidate candidate) {
      return List.of("nobody is admitted");
    }

    @Override
    public boolean admitsSymbol(String symbol) {
      return true;
    }
  }

  private static void say(String what) {
    System.out.println("said: " + what);
  }
}
