package org.alfheim.internal.go.frame;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.ref.Cleaner;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Function;
import org.alfheim.bind.BindingException;
import org.alfheim.go.GoContext;
import org.alfheim.internal.process.libc.AddressSpace;
import org.alfheim.internal.process.libc.Downcalls;

/**
 * What a Go host exports to C: a runtime of Go with package {@code plugin} in it. The form of what
 * goes to it and comes from it is {@link FrameLayout}'s and {@link WireCodec}'s.
 */
public final class HostInterface {
  /** The version of the contract that the host has to have, too. */
  private static final String CONTRACT = "2";

  /** What stays in Go is given up when nobody in Java has it. */
  public static final Cleaner CLEANER = Cleaner.create();

  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
  private static final FunctionDescriptor WORD_OF_WORD = FunctionDescriptor.of(LONG, LONG);
  private static final FunctionDescriptor OF_WORD = FunctionDescriptor.ofVoid(LONG);
  private static final FunctionDescriptor OF_WORDS = FunctionDescriptor.ofVoid(LONG, LONG);

  private final String name;
  private final String goVersion;
  private final MethodHandle free;
  private final MethodHandle open;
  private final MethodHandle symbol;
  private final MethodHandle call;
  private final MethodHandle load;
  private final MethodHandle store;
  private final MethodHandle method;
  private final MethodHandle type;
  private final MethodHandle context;
  private final MethodHandle cancel;
  private final MethodHandle send;
  private final MethodHandle receive;
  private final MethodHandle closeChannel;
  private final MethodHandle release;
  private final MethodHandle collect;
  private final MethodHandle handles;

  /** Null for a Go that has no trouble with it. */
  private final NarrowStacks stacks;

  private final Map<GoContext, Long> contexts = new WeakHashMap<>();

  /**
   * Connects to a host that is loaded. Java's side of what Go calls is given to it.
   *
   * @param name what the host is called in messages
   * @param exports the address of each export by its name
   * @throws BindingException if it lacks one, or has another contract
   */
  public HostInterface(String name, Function<String, MemorySegment> exports) {
    this.name = name;
    this.free = handle(exports, "alfheim_go_free", OF_WORD);
    String said = said(handle(exports, "alfheim_go_version", FunctionDescriptor.of(LONG)));
    this.goVersion = version(said);
    this.stacks = NarrowStacks.has(goVersion) ? new NarrowStacks() : null;
    this.open = handle(exports, "alfheim_go_open", FunctionDescriptor.of(LONG, LONG, LONG));
    this.symbol =
        handle(exports, "alfheim_go_symbol", FunctionDescriptor.of(LONG, LONG, LONG, LONG));
    this.call = guarded(exports, "alfheim_go_call");
    this.load = guarded(exports, "alfheim_go_load");
    this.store = guarded(exports, "alfheim_go_store");
    this.method =
        handle(exports, "alfheim_go_method", FunctionDescriptor.of(LONG, LONG, LONG, LONG));
    this.type = handle(exports, "alfheim_go_type", WORD_OF_WORD);
    this.context = handle(exports, "alfheim_go_context", WORD_OF_WORD);
    this.cancel = handle(exports, "alfheim_go_cancel", OF_WORD);
    this.send = guarded(exports, "alfheim_go_send");
    this.receive = guarded(exports, "alfheim_go_receive");
    this.closeChannel = guarded(exports, "alfheim_go_close");
    this.release = handle(exports, "alfheim_go_release", OF_WORD);
    this.collect = handle(exports, "alfheim_go_gc", FunctionDescriptor.ofVoid());
    this.handles = handle(exports, "alfheim_go_handles", FunctionDescriptor.of(LONG));
    GoCallbacks.connect(handle(exports, "alfheim_go_callbacks", OF_WORDS));
  }

  private MethodHandle handle(
      Function<String, MemorySegment> exports, String export, FunctionDescriptor descriptor) {
    MemorySegment place = exports.apply(export);
    if (place == null) {
      throw new BindingException(
          name + " does not export " + export + ": it is no Go host, or one of another Alfheim");
    }
    return Downcalls.handle(place, descriptor);
  }

  /** A function of a handle and a frame. */
  private MethodHandle guarded(Function<String, MemorySegment> exports, String export) {
    MethodHandle plain = handle(exports, export, OF_WORDS);
    return stacks == null ? plain : stacks.guarded(plain);
  }

  /** Before anything is known of the host: Java runs no function that Go has called. */
  private String said(MethodHandle export) {
    try {
      long text = (long) export.invokeExact();
      String said = Downcalls.string(MemorySegment.ofAddress(text));
      free.invokeExact(text);
      return String.valueOf(said);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a downcall threw what it can't", e);
    }
  }

  private String version(String said) {
    int space = said.indexOf(' ');
    if (space < 0 || !said.substring(0, space).equals(CONTRACT)) {
      throw new BindingException(
          name
              + " is a host of another Alfheim: it says '"
              + said
              + "', and this one needs contract "
              + CONTRACT
              + "; build it again with alfheim go-host");
    }
    return said.substring(space + 1);
  }

  /** The version of Go, such as {@code go1.23.5}. */
  public String goVersion() {
    return goVersion;
  }

  /** What it is called in messages. */
  public String name() {
    return name;
  }

  /**
   * Opens a plugin: {@code plugin.Open}.
   *
   * @param path what the host's {@code dlopen} understands
   * @return the number by which the host knows the plugin
   * @throws BindingException if that failed; the message is Go's, or what an init panicked with
   */
  public long open(String path) {
    return asked(path, (text, reply) -> (long) open.invokeExact(text, reply));
  }

  /**
   * Looks an export up: {@code (*Plugin).Lookup}.
   *
   * @param plugin its number
   * @return the handle of the function, or of the pointer to the variable
   * @throws BindingException if there is none; the message is Go's
   */
  public long symbol(long plugin, String export) {
    return asked(export, (text, reply) -> (long) symbol.invokeExact(plugin, text, reply));
  }

  /** The handle of a method that is bound to what a handle holds. */
  public long method(long handle, String wanted) {
    return asked(wanted, (text, reply) -> (long) method.invokeExact(handle, text, reply));
  }

  /** {@code (long handle, long frame) void}. */
  public MethodHandle call() {
    return call;
  }

  /** Calls a function where no class is written for the call. */
  public void call(long handle, long frame) {
    try {
      call.invokeExact(handle, frame);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a downcall threw what it can't", e);
    }
  }

  /** {@code (long handle, long frame) void}. */
  public MethodHandle load() {
    return load;
  }

  /** {@code (long handle, long frame) void}. */
  public MethodHandle store() {
    return store;
  }

  /** {@code (long handle, long frame) void}. */
  public MethodHandle send() {
    return send;
  }

  /** {@code (long handle, long frame) void}. */
  public MethodHandle receive() {
    return receive;
  }

  /** {@code (long handle, long frame) void}. */
  public MethodHandle closeChannel() {
    return closeChannel;
  }

  /** The text of the dynamic type of what a handle holds. */
  public String type(long handle) {
    return taken(() -> (long) type.invokeExact(handle));
  }

  /** The handle of a context, the same each time. */
  public long context(GoContext asked) {
    synchronized (contexts) {
      Long known = contexts.get(asked);
      if (known != null) {
        return known;
      }
      long nanos = asked.remaining().map(Duration::toNanos).orElse(-1L);
      long made = word(() -> (long) context.invokeExact(nanos));
      contexts.put(asked, made);
      asked.onCancel(() ->
          run(() -> {
            cancel.invokeExact(made);
          }));
      CLEANER.register(asked, () -> release(made));
      return made;
    }
  }

  public void release(long handle) {
    if (handle != 0) {
      run(() -> {
        release.invokeExact(handle);
      });
    }
  }

  public void free(long block) {
    run(() -> {
      free.invokeExact(block);
    });
  }

  /** Has Go collect its garbage. */
  public void collect() {
    run(() -> {
      collect.invokeExact();
    });
  }

  /** How many handles Go holds for Java. */
  public long handles() {
    return word(() -> (long) handles.invokeExact());
  }

  /** A call of the host. */
  private interface Call {
    void run() throws Throwable;
  }

  private interface Word {
    long get() throws Throwable;
  }

  private interface Request {
    long get(long text, long reply) throws Throwable;
  }

  private void run(Call call) {
    word(() -> {
      call.run();
      return 0;
    });
  }

  private long word(Word call) {
    if (stacks == null) {
      return plainly(call);
    }
    long[] given = new long[1];
    stacks.run(() -> given[0] = plainly(call));
    return given[0];
  }

  private static long plainly(Word call) {
    try {
      return call.get();
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a downcall threw what it can't", e);
    }
  }

  /** A text that the host has allocated, NUL at its end. */
  private String taken(Word call) {
    long text = word(call);
    if (text == 0) {
      throw new BindingException(name + " gave no text");
    }
    try {
      return Downcalls.string(MemorySegment.ofAddress(text));
    } finally {
      free(text);
    }
  }

  private long asked(String text, Request request) {
    if (text.indexOf('\0') >= 0) {
      throw new BindingException(name + ": a NUL is in '" + text.replace('\0', '?') + "'");
    }
    try (Arena arena = Arena.ofConfined()) {
      long reply = arena.allocate(MemoryLayout.structLayout(LONG, LONG)).address();
      long address = arena.allocateFrom(text, StandardCharsets.UTF_8).address();
      long given = word(() -> request.get(address, reply));
      if (given == 0) {
        throw new BindingException(reason(reply));
      }
      return given;
    }
  }

  private String reason(long reply) {
    String reason = CallFrame.text(reply);
    free(AddressSpace.getLong(reply));
    return reason.isEmpty() ? name + " gave no reason" : reason;
  }
}
