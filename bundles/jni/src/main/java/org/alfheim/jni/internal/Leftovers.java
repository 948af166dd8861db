package org.alfheim.jni.internal;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.ref.WeakReference;
import java.sql.Driver;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.osgi.framework.wiring.BundleWiring;

/**
 * What bundles that are served leave behind, if they say so: threads, and drivers that the {@link
 * DriverManager} has. They hold the class loader, and with it the image, for good. When the
 * bundle's wiring is no longer used (it was refreshed, or uninstalled), nobody has a use for them.
 */
public final class Leftovers {
  private final List<Left> all = new ArrayList<>();
  private final List<Hook> hooks = new ArrayList<>();

  /**
   * A class loader that has loaded an image.
   *
   * @param type a class of it
   * @param wiring the wiring that has it
   * @param leaves what it leaves behind
   */
  private record Left(
      WeakReference<Class<?>> type, WeakReference<BundleWiring> wiring, List<String> leaves) {
    boolean isOf(ClassLoader loader) {
      Class<?> there = type.get();
      return there != null && loader.equals(there.getClassLoader());
    }

    boolean isCollected() {
      return type.get() == null;
    }

    boolean isInUse() {
      BundleWiring there = wiring.get();
      return there != null && there.isInUse();
    }
  }

  /**
   * A shutdown hook.
   *
   * @param thread the thread
   * @param loader the class loader of the bundle that has added it
   */
  private record Hook(WeakReference<Thread> thread, WeakReference<ClassLoader> loader) {
    boolean isCollected() {
      return loader.refersTo(null);
    }
  }

  Leftovers() {}

  /**
   * Remembers who has loaded an image.
   *
   * @param type a class of the class loader
   */
  public void add(Class<?> type) {
    ClassLoader loader = type.getClassLoader();
    List<String> leaves =
        ServedBundles.ofFramework().of(loader).map(ServedBundle::leaves).orElse(List.of());
    if (leaves.isEmpty()) {
      return;
    }
    synchronized (all) {
      all.removeIf(Left::isCollected);
      if (all.stream().noneMatch(left -> left.isOf(loader))) {
        ServedBundles.wiring(loader)
            .ifPresent(wiring ->
                all.add(new Left(new WeakReference<>(type), new WeakReference<>(wiring), leaves)));
      }
    }
  }

  /**
   * Remembers a thread that a bundle has the JVM run at its end.
   *
   * @param loader the bundle's
   */
  public void add(Thread thread, ClassLoader loader) {
    synchronized (hooks) {
      hooks.removeIf(Hook::isCollected);
      hooks.add(new Hook(new WeakReference<>(thread), new WeakReference<>(loader)));
    }
  }

  /** Does away with what is left of those whose wirings are no longer used. */
  public void sweep() {
    for (Left left : unused()) {
      Class<?> type = left.type().get();
      if (type != null) {
        interrupt(type.getClassLoader(), left.leaves());
        run(type.getClassLoader());
        if (left.leaves().contains(ServedBundle.DRIVERS)) {
          deregister(type);
        }
      }
    }
  }

  private List<Left> unused() {
    synchronized (all) {
      List<Left> unused = all.stream().filter(left -> !left.isInUse()).toList();
      all.removeAll(unused);
      return unused;
    }
  }

  private static void interrupt(ClassLoader loader, List<String> threads) {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      Class<?> type = thread.getClass();
      if (loader.equals(type.getClassLoader()) && threads.contains(type.getName())) {
        thread.interrupt();
      }
    }
  }

  /** What the bundle wanted to have done at the JVM's end is done at its own. */
  private void run(ClassLoader loader) {
    synchronized (hooks) {
      for (Hook hook : hooks) {
        Thread thread = hook.thread().get();
        if (thread != null
            && hook.loader().refersTo(loader)
            && Runtime.getRuntime().removeShutdownHook(thread)) {
          thread.start();
        }
      }
      hooks.removeIf(hook -> hook.loader().refersTo(loader));
    }
  }

  /**
   * The manager asks who is calling: drivers are shown to those, and taken by those, who see them.
   */
  private static void deregister(Class<?> type) {
    try {
      MethodHandles.Lookup speaker = Speaker.beside(type);
      MethodHandle deregister =
          speaker.findStatic(
              DriverManager.class,
              "deregisterDriver",
              MethodType.methodType(void.class, Driver.class));
      for (Driver driver : drivers(speaker, each -> isOf(each, type.getClassLoader()))) {
        deregister.invokeExact(driver);
      }
    } catch (Throwable e) {
      System.getLogger(Leftovers.class.getName())
          .log(System.Logger.Level.WARNING, "drivers of " + type + " stay registered", e);
    }
  }

  private static boolean isOf(Driver driver, ClassLoader loader) {
    return loader.equals(driver.getClass().getClassLoader());
  }

  @SuppressWarnings("unchecked")
  private static List<Driver> drivers(MethodHandles.Lookup speaker, Predicate<Driver> which)
      throws Throwable {
    Stream<Driver> drivers =
        (Stream<Driver>)
            speaker
                .findStatic(DriverManager.class, "drivers", MethodType.methodType(Stream.class))
                .invokeExact();
    return drivers.filter(which).toList();
  }
}
