package org.alfheim.internal.go.runtime;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.alfheim.elf.ElfException;
import org.alfheim.internal.carrier.Provider;
import org.alfheim.internal.go.GoContents;
import org.alfheim.internal.go.GoMisfit;
import org.alfheim.internal.go.GoModule;
import org.alfheim.internal.process.call.SharedSignal;
import org.alfheim.internal.process.map.Rebinding;

/**
 * A Go runtime in this process: a host, and the plugins that were opened in it. It starts with its
 * first plugin, and never ends: Go's runtime can't be stopped.
 *
 * <p>Plugins are opened one after the other, under {@link #lock}. What a plugin has against this
 * runtime is found before Go is asked: what Go refuses itself leaves its runtime unfit for others,
 * or ends the process.
 */
public final class GoRuntime {
  private static final String PANIC = "panic: ";

  private final String name;
  private final Function<HostCode, GoAccess> accesses;
  private final ReentrantLock lock = new ReentrantLock();
  private final LoadingFunctions loading = new LoadingFunctions();
  private final List<Provider> scope = new ArrayList<>();
  private GoContents contents;
  private HostCode host;
  private HostFunctions functions;
  private GoAccess access;
  private int opens;

  /** Why no other plugin can be opened. */
  private String unfit;

  /**
   * A runtime that has not started.
   *
   * @param name what it goes by, for messages
   * @param accesses gives access to its values, once its host is in place
   */
  public GoRuntime(String name, Function<HostCode, GoAccess> accesses) {
    this.name = name;
    this.accesses = accesses;
  }

  /** Who looks at a runtime and opens a plugin in it has this lock. */
  public ReentrantLock lock() {
    return lock;
  }

  /** Whether it has a host. */
  public boolean hasStarted() {
    return host != null;
  }

  /**
   * Starts it.
   *
   * @param module the host, as its file describes it
   * @param place puts the host in place, bound to other functions than the C library's; what comes
   *     of it runs its constructors
   * @throws ElfException if the host is none that this class knows to use
   */
  public void start(GoModule module, Function<Rebinding, Supplier<GoCode>> place) {
    Supplier<GoCode> placed = place.apply(loading.rebinding(Arena.global()));
    SharedSignal.URGENT.share(() -> start(module, placed));
  }

  /** Its handlers are installed when it answers. */
  private void start(GoModule module, Supplier<GoCode> placed) {
    GoCode code = placed.get();
    HostCode started = new HostCode(module.file(), code);
    HostFunctions known = new HostFunctions(started);
    known.version();
    access = accesses.apply(started);
    functions = known;
    scope.add(code.provider());
    contents = new GoContents(module, List.of());
    host = started;
  }

  /** Why a plugin can't be opened here; of a runtime that has started. */
  public Optional<GoMisfit> misfit(GoModule plugin) {
    return unfit == null
        ? contents.misfit(plugin)
        : Optional.of(
            new GoMisfit(
                "runtime",
                "the runtime " + name + " takes no more plugins: " + unfit,
                "open it in another runtime"));
  }

  /**
   * Opens a plugin that fits.
   *
   * @param plugin the plugin
   * @return the plugin, its package initialised
   * @throws RuntimeException what {@link GoCandidate#place} throws; nothing has been done then that
   *     would keep Go from opening the plugin later
   * @throws GoInitializationFailure if Go refuses the plugin, or it panics when it is initialised
   */
  public Opened open(GoCandidate plugin) {
    GoModule module = plugin.module();
    String goName = name + '-' + ++opens;
    Placing placing = new Placing(plugin);
    loading.await(goName, placing);
    HostFunctions.Answer answer;
    try {
      answer = functions.open(goName);
    } finally {
      loading.forget(goName);
    }
    if (answer.number() != 0) {
      GoInstance instance =
          new GoInstance(module.file(), host, answer.number(), module.described(), placing.code);
      return new Opened(this, instance, access.values(instance));
    }
    if (placing.failure instanceof Error error) {
      throw error;
    }
    if (placing.failure instanceof RuntimeException refusal) {
      throw refusal;
    }
    throw failed(module, goName, answer.failure());
  }

  private GoInitializationFailure failed(GoModule module, String goName, String text) {
    int end = text.indexOf('\n');
    String first = end < 0 ? text : text.substring(0, end);
    if (!text.startsWith(PANIC)) {
      unfit = "Go has refused " + module.file() + " in it (" + first + ")";
      return new GoInitializationFailure(
          first.replace("plugin.Open(\"" + goName + "\")", "plugin.Open"), Optional.empty());
    }
    return new GoInitializationFailure(
        "its initialisation panicked: " + first.substring(PANIC.length()),
        Optional.of(text.substring(Math.max(end, 0)).strip()));
  }

  /**
   * A plugin that has been opened.
   *
   * @param runtime what it is in; whoever has a plugin has with it what its Go asks Java for
   * @param instance the plugin
   * @param values its exports
   */
  public record Opened(GoRuntime runtime, GoInstance instance, GoValues values) {}

  /** Puts a plugin in place when Go asks for it. From then on it is a part of the runtime. */
  private final class Placing implements Supplier<GoCode> {
    private final GoCandidate plugin;
    private GoCode code;
    private Throwable failure;

    Placing(GoCandidate plugin) {
      this.plugin = plugin;
    }

    @Override
    public GoCode get() {
      try {
        code = plugin.place(List.copyOf(scope));
      } catch (RuntimeException | Error e) {
        failure = e;
        throw e;
      }
      scope.add(code.provider());
      contents = contents.with(plugin.module());
      return code;
    }
  }
}
