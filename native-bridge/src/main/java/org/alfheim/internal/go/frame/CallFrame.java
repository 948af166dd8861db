package org.alfheim.internal.go.frame;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.alfheim.bind.ArgumentException;
import org.alfheim.bind.BindingException;
import org.alfheim.go.GoPanicException;
import org.alfheim.internal.process.libc.AddressSpace;

/**
 * The memory of one call, from Java to Go or back: the frame that both share, words for arguments
 * and results, and what they refer to.
 *
 * <p>It comes from a block that the thread keeps and uses as a stack, since calls end in the
 * reverse order in which they began; what is too large for it, from an arena. While Go runs, calls
 * of Java that it makes on this thread take what lies behind.
 */
public final class CallFrame {
  /** An array of a page, strings, and some calls in each other. */
  private static final long BLOCK = 32768;

  /** Virtual threads come in numbers. */
  private static final long SMALL_BLOCK = 2048;

  private static final long ALIGNMENT = 16;

  private static final int DEEPEST = 100;

  /**
   * A thread's block, where its free part begins, and where it ends. Threads outlive these classes
   * where a framework refreshes them, so what a thread keeps is of the JDK's classes alone.
   */
  private static final ThreadLocal<Map.Entry<MemorySegment, long[]>> BLOCKS =
      ThreadLocal.withInitial(CallFrame::block);

  /** What a call that Go made has given: Go copies it, before it calls again on this thread. */
  private static final ThreadLocal<Arena> LINGERING = new ThreadLocal<>();

  private final HostInterface host;
  private final String what;
  private final long[] free;
  private final long mark;
  private final long frame;
  private Arena arena;
  private int depth;

  /** The functions of Java that Go gets by this call. */
  private List<Long> functions;

  /** What Go uses by a handle, and has to be there until the call is over. */
  private Object used;

  /** Whether Go has returned, so that what it gave has to be freed. */
  private boolean returned;

  /** Whether it has called the function, which may have kept what it was given. */
  private boolean called;

  /** Whether it is a call that Go makes. */
  private final boolean incoming;

  private CallFrame(HostInterface host, String what, long frame) {
    this.host = host;
    this.what = what;
    this.free = BLOCKS.get().getValue();
    this.mark = free[0];
    this.incoming = frame != 0;
    this.frame = incoming ? frame : allocate(FrameLayout.SIZE);
  }

  private static Map.Entry<MemorySegment, long[]> block() {
    long size = Thread.currentThread().isVirtual() ? SMALL_BLOCK : BLOCK;
    MemorySegment block = Arena.ofAuto().allocate(size, ALIGNMENT);
    return Map.entry(block, new long[] {block.address(), block.address() + size});
  }

  /** Begins a call of a function of Go. */
  public static CallFrame enter(CallPlan plan) {
    CallFrame call = new CallFrame(plan.host(), plan.what(), 0);
    long words = call.allocate(FrameLayout.WORD * (long) (plan.arguments() + plan.results()));
    AddressSpace.putLong(call.frame + FrameLayout.ARGUMENTS, words);
    AddressSpace.putLong(
        call.frame + FrameLayout.RESULTS, words + FrameLayout.WORD * (long) plan.arguments());
    AddressSpace.putLong(
        call.frame + FrameLayout.SCRATCH, plan.scratch() == 0 ? 0 : call.allocate(plan.scratch()));
    AddressSpace.putLong(call.frame + FrameLayout.SCRATCH_BYTES, plan.scratch());
    AddressSpace.putLong(call.frame + FrameLayout.STATUS, FrameLayout.RETURNED);
    AddressSpace.putLong(call.frame + FrameLayout.BLOCK, 0);
    return call;
  }

  /** Begins a call that Go makes. */
  public static CallFrame of(HostInterface host, String what, long frame) {
    return new CallFrame(host, what, frame);
  }

  public HostInterface host() {
    return host;
  }

  public long frame() {
    return frame;
  }

  /** The address of an argument's first word. */
  public long argument(int word) {
    return AddressSpace.getLong(frame + FrameLayout.ARGUMENTS) + FrameLayout.WORD * (long) word;
  }

  /** The address of a result's first word. */
  public long result(int word) {
    return AddressSpace.getLong(frame + FrameLayout.RESULTS) + FrameLayout.WORD * (long) word;
  }

  /** Memory until the end of the call, which may hold anything. */
  public long allocate(long size) {
    long at = free[0];
    if (size <= free[1] - at) {
      free[0] = at + ((size + ALIGNMENT - 1) & -ALIGNMENT);
      return at;
    }
    if (arena == null) {
      arena = incoming ? Arena.ofAuto() : Arena.ofConfined();
    }
    return arena.allocate(Math.max(size, 1), ALIGNMENT).address();
  }

  /** Begins what may have itself as an element. */
  public void deeper() {
    if (++depth > DEEPEST) {
      throw new MisfitException("lists and maps lie more than " + DEEPEST + " deep in each other");
    }
  }

  public void shallower() {
    depth--;
  }

  /** Keeps an object until Go has returned. */
  public void use(Object object) {
    used = used == null ? object : new Object[] {used, object};
  }

  /** Has a function of Java forgotten if Go never learns of it. */
  public void lends(long function) {
    if (functions == null) {
      functions = new ArrayList<>();
    }
    functions.add(function);
  }

  /**
   * What Go has made of the call.
   *
   * @throws GoPanicException if it panicked; what a function of Java threw is the cause
   * @throws BindingException if the host refused the call
   */
  public void check() {
    returned = true;
    called = true;
    long status = AddressSpace.getLong(frame + FrameLayout.STATUS);
    if (status != FrameLayout.RETURNED) {
      throw failed(status);
    }
  }

  private RuntimeException failed(long status) {
    String text = text(frame + FrameLayout.PANIC_TEXT);
    if (status != FrameLayout.PANICKED) {
      called = false;
      return new ArgumentException(what + ": " + text);
    }
    GoPanicException panic =
        new GoPanicException(
            what,
            text(frame + FrameLayout.PANIC_TYPE),
            text,
            text(frame + FrameLayout.PANIC_STACK));
    Throwable thrown = GoCallbacks.thrown(AddressSpace.getLong(frame + FrameLayout.THROWN));
    // Go forgets what was thrown when it has the panic's value no more.
    host.release(AddressSpace.getLong(frame + FrameLayout.PANIC_HANDLE));
    return thrown == null ? panic : (GoPanicException) panic.initCause(thrown);
  }

  /** A text behind an address and a length. */
  public static String text(long words) {
    long length = AddressSpace.getLong(words + FrameLayout.WORD);
    if (length == 0) {
      return "";
    }
    if (length < 0 || length > Integer.MAX_VALUE - 8) {
      throw new MisfitException("a string of " + length + " bytes is longer than one of Java");
    }
    return new String(
        AddressSpace.get(AddressSpace.getLong(words), (int) length), StandardCharsets.UTF_8);
  }

  /** Writes a text, as an address and a length. */
  public void text(long words, String text) {
    bytes(words, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes bytes, as an address and a length. */
  public void bytes(long words, byte[] bytes) {
    long memory = allocate(bytes.length);
    AddressSpace.put(memory, bytes);
    AddressSpace.putLong(words, memory);
    AddressSpace.putLong(words + FrameLayout.WORD, bytes.length);
  }

  /** What is thrown instead, with what was called in it. */
  public Throwable failure(Throwable thrown) {
    return thrown instanceof MisfitException misfit
        ? new ArgumentException(what + ": " + misfit.getMessage())
        : thrown;
  }

  /** Ends the call. */
  public void exit() {
    free[0] = mark;
    try {
      end();
    } finally {
      Reference.reachabilityFence(used);
    }
  }

  private void end() {
    if (incoming) {
      if (arena != null) {
        LINGERING.set(arena);
      }
      return;
    }
    long block = returned ? AddressSpace.getLong(frame + FrameLayout.BLOCK) : 0;
    if (block != 0) {
      host.free(block);
    }
    if (functions != null && !called) {
      functions.forEach(GoCallbacks::forget);
    }
    if (arena != null) {
      arena.close();
    }
  }
}
