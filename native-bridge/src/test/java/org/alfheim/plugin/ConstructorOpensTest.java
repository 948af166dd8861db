package org.alfheim.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.alfheim.fixture.Compiler;
import org.alfheim.fixture.Loaded;
import org.alfheim.fixture.LoaderCopy;
import org.alfheim.loader.Loader;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Constructors that take their time, or open plugins themselves. */
@Timeout(60)
@SuppressWarnings("restricted")
class ConstructorOpensTest {
  @TempDir Path folder;

  private Compiler compiler;
  private Loaded hook;

  @BeforeEach
  void compilerInFolder() {
    compiler = new Compiler(folder);
  }

  /** A plugin whose constructor calls back to Java; it needs the given library files. */
  private Path calling(String name, Runnable action, String... needed) {
    String soname = "libhook-" + name + ".so";
    Path hooked =
        compiler.c(
            soname, "void (*hook)(void);", "-Wl,-soname," + soname + "-" + folder.hashCode());
    hook = Loaded.byAlfheim(hooked);
    hook.setLong("hook", stub(action).address());
    String[] arguments = new String[needed.length + 3];
    arguments[0] = "-Wl,--no-as-needed,-soname,lib" + name + "-" + folder.hashCode() + ".so";
    arguments[1] = hooked.toString();
    arguments[2] = "-g0";
    System.arraycopy(needed, 0, arguments, 3, needed.length);
    return compiler.c(
        name + ".so",
        """
        extern void (*hook)(void);
        static int ready;
        __attribute__((constructor)) static void call(void) { hook(); ready = 1; }
        int is_ready(void) { return ready; }
        """,
        arguments);
  }

  private static MemorySegment stub(Runnable action) {
    try {
      return Linker.nativeLinker()
          .upcallStub(
              MethodHandles.lookup()
                  .findVirtual(Runnable.class, "run", MethodType.methodType(void.class))
                  .bindTo(action),
              FunctionDescriptor.ofVoid(),
              Arena.global());
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  @Test
  void aPluginThatOpensItselfGetsAnError() {
    AtomicReference<Path> self = new AtomicReference<>();
    AtomicReference<Throwable> caught = new AtomicReference<>();
    self.set(
        calling(
            "self", () -> caught.set(Assertions.catchThrowable(() -> Loader.open(self.get())))));
    Plugin plugin = Loader.open(self.get());

    assertThat(caught.get())
        .isInstanceOf(RecursiveOpenException.class)
        .hasMessageStartingWith(self.get() + ": ");
    assertThat(Loaded.by(plugin).call("is_ready")).isEqualTo(1);
    assertThat(Loader.open(self.get())).isSameAs(plugin);
  }

  @Test
  void aPluginThatOpensItselfThroughAnotherCopyOfTheLoaderGetsAnError() {
    LoaderCopy copy = new LoaderCopy();
    AtomicReference<Path> self = new AtomicReference<>();
    AtomicReference<Throwable> caught = new AtomicReference<>();
    self.set(
        calling(
            "across", () -> caught.set(Assertions.catchThrowable(() -> copy.open(self.get())))));
    Plugin plugin = Loader.open(self.get());

    assertThat(caught.get()).isNotNull();
    assertThat(caught.get().getClass().getName()).isEqualTo(RecursiveOpenException.class.getName());
    assertThat(Loaded.by(plugin).call("is_ready")).isEqualTo(1);
  }

  /** Each is opened by one copy, and opens the other one by the other copy. */
  @Test
  void ofTwoThatOpenEachOtherThroughTwoCopiesOneGetsAnError() throws Exception {
    LoaderCopy copy = new LoaderCopy();
    CyclicBarrier both = new CyclicBarrier(2);
    AtomicReference<Path> left = new AtomicReference<>();
    AtomicReference<Path> right = new AtomicReference<>();
    Queue<Throwable> caught = new ConcurrentLinkedQueue<>();
    left.set(
        calling(
            "left",
            () -> {
              Throwable refusal =
                  Assertions.catchThrowable(() -> {
                    both.await();
                    Loader.open(right.get());
                  });
              if (refusal != null) {
                caught.add(refusal);
              }
            }));
    right.set(
        calling(
            "right",
            () -> {
              Throwable refusal =
                  Assertions.catchThrowable(() -> {
                    both.await();
                    copy.open(left.get());
                  });
              if (refusal != null) {
                caught.add(refusal);
              }
            }));
    Thread other =
        Thread.ofPlatform()
            .start(
                () -> assertThat(Assertions.catchThrowable(() -> copy.open(right.get()))).isNull());
    Loader.open(left.get());
    other.join();

    assertThat(caught)
        .singleElement()
        .satisfies(refusal ->
            assertThat(refusal.getClass().getName())
                .isEqualTo(RecursiveOpenException.class.getName()));
    assertThat(Loaded.byAlfheim(right.get()).call("is_ready")).isEqualTo(1);
  }

  @Test
  void aConstructorOpensAnotherPlugin() {
    Path other = compiler.c("other.so", "int F(void) { return 9; }");
    AtomicReference<Object> result = new AtomicReference<>();
    Path file =
        calling(
            "opener",
            () -> {
              try {
                result.set(Loaded.byAlfheim(other).call("F"));
              } catch (RuntimeException | AssertionError e) {
                result.set(e);
              }
            });
    Loader.open(file);

    assertThat(result).hasValue(9);
  }

  @Test
  void aConstructorOpensAPluginThatNeedsTheOneUnderConstruction() {
    AtomicReference<Path> dependent = new AtomicReference<>();
    AtomicReference<Object> result = new AtomicReference<>();
    Path file =
        calling(
            "base",
            () -> {
              try {
                result.set(Loaded.byAlfheim(dependent.get()).call("F"));
              } catch (RuntimeException | AssertionError e) {
                result.set(e);
              }
            });
    dependent.set(
        compiler.c(
            "dependent.so",
            "int is_ready(void); int F(void) { return 100 + is_ready(); }",
            file.toString()));
    Loader.open(file);

    assertThat(result).hasValue(100);
    assertThat(Loaded.byAlfheim(dependent.get()).call("F")).isEqualTo(101);
  }

  @Test
  void aSlowConstructorHoldsUpOnlyWhoNeedsItsPlugin() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    Path slow =
        calling(
            "slow",
            () -> {
              inside.countDown();
              awaitQuietly(go);
            });
    Path unrelated = compiler.cpp("unrelated.so", "extern \"C\" int F() { return 1; }");
    Path dependent =
        compiler.c(
            "needs-slow.so",
            """
            int is_ready(void);
            static int seen;
            __attribute__((constructor)) static void look(void) { seen = is_ready(); }
            int F(void) { return seen; }
            """,
            slow.toString());
    try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
      Future<Plugin> opening = threads.submit(() -> Loader.open(slow));
      inside.await();
      assertThat(Loaded.byAlfheim(unrelated).call("F")).isEqualTo(1);
      Future<Plugin> waiting = threads.submit(() -> Loader.open(dependent));
      Future<Plugin> again = threads.submit(() -> Loader.open(slow));
      assertThat(Assertions.catchThrowable(() -> waiting.get(300, TimeUnit.MILLISECONDS)))
          .isInstanceOf(TimeoutException.class);
      assertThat(again).isNotDone();
      go.countDown();
      assertThat(again.get()).isSameAs(opening.get());
      assertThat(Loaded.by(waiting.get()).call("F")).isEqualTo(1);
    } finally {
      go.countDown();
    }
  }

  @Test
  void twoPluginsWhoseConstructorsOpenEachOtherDoNotWaitForEver() throws Exception {
    AtomicReference<Path> first = new AtomicReference<>();
    AtomicReference<Path> second = new AtomicReference<>();
    CountDownLatch both = new CountDownLatch(2);
    AtomicReference<Throwable> ofFirst = new AtomicReference<>();
    AtomicReference<Throwable> ofSecond = new AtomicReference<>();
    first.set(calling("first", crossing(both, second, ofFirst)));
    second.set(calling("second", crossing(both, first, ofSecond)));
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      Future<Plugin> one = threads.submit(() -> Loader.open(first.get()));
      Future<Plugin> two = threads.submit(() -> Loader.open(second.get()));

      assertThat(Loaded.by(one.get()).call("is_ready")).isEqualTo(1);
      assertThat(Loaded.by(two.get()).call("is_ready")).isEqualTo(1);
    }
    assertThat(new Throwable[] {ofFirst.get(), ofSecond.get()})
        .anyMatch(RecursiveOpenException.class::isInstance)
        .allMatch(caught -> caught == null || caught instanceof RecursiveOpenException);
  }

  private static Runnable crossing(
      CountDownLatch both, AtomicReference<Path> other, AtomicReference<Throwable> caught) {
    return () -> {
      both.countDown();
      awaitQuietly(both);
      caught.set(Assertions.catchThrowable(() -> Loader.open(other.get())));
    };
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
