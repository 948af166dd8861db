package org.alfheim.internal.process.filter;

import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.alfheim.internal.amd64.FilterCode;
import org.alfheim.internal.process.libc.Address;
import org.alfheim.internal.process.libc.CLibrary;
import org.alfheim.internal.process.libc.ExecutableFile;
import org.alfheim.internal.process.libc.Memory;
import org.alfheim.internal.process.libc.NativeCall;

/**
 * C functions with a filter before each: Java sees what one is called with, and can have it called
 * with other arguments.
 *
 * <p>A few instructions call Java and then jump to the function with the caller's own return
 * address. So a function that asks who has called it ({@code dlopen} for the search path, {@code
 * dlsym} for {@code RTLD_NEXT}) finds the right caller. It is not for functions that run in signal
 * handlers. Their source is {@code filter.s}.
 */
public final class ArgumentFilter {
  /** The system properties in which a function's filter is found. */
  private static final String FILTER = "org.alfheim.filter.";

  static final int DATA = 7 * Long.BYTES;

  /** Where the function begins that {@code exit} calls. */
  static final int AT_EXIT = 192;

  /** The bytes of a filter, the next one's alignment among them. */
  private static final int SIZE = 256;

  private ArgumentFilter() {}

  /**
   * A function with a filter.
   *
   * @param name what it is called
   * @param address where it lies; it has up to five parameters, none of them floating-point
   * @param position its parameter that is a name, 1 or 2
   * @param guarded whether it is refused when no copy of these classes is left to decide; if not,
   *     it is called as it is
   */
  public record Filtered(String name, Address address, int position, boolean guarded) {
    private String key() {
      return (guarded ? "guarded." : "open.") + address.value();
    }
  }

  /** What this copy of these classes says of calls. */
  public interface Judge {
    /**
     * Which parameter of a function is the name.
     *
     * @param function the function's name
     * @return 1 or 2
     */
    int position(String function);

    /**
     * What it has to do with a caller.
     *
     * @param caller the address that a function returns to
     */
    Claim claim(long caller);

    /**
     * What it would do, with nothing loaded.
     *
     * @param function the function's name; another copy of these classes may have put a filter
     *     before it
     * @param call what its caller calls it with
     */
    Verdict judge(String function, Call call);

    /**
     * Does it.
     *
     * @param function the function's name
     * @param call what its caller calls it with
     * @return what is to take its place; the call itself to leave it as it is
     */
    Call act(String function, Call call);
  }

  /** What a copy of these classes has to do with a caller; the later, the more. */
  public enum Claim {
    /** Nothing, and there is nothing that it would refuse. */
    NONE(0),

    /** Nothing, but there is what it would refuse. */
    RESTRICTS(1),

    /** The same, and libraries that came with images of others serve its own. */
    SHARES(2),

    /** The caller is a library that came with one of its images. */
    LIBRARY(3),

    /** The caller is one of its images. */
    IMAGE(4);

    private final long code;

    Claim(long code) {
      this.code = code;
    }

    /** For other copies of these classes. */
    long code() {
      return code;
    }
  }

  /**
   * What a copy of these classes says of a call.
   *
   * @param finding what it comes to
   * @param call what is to take the call's place
   */
  public record Verdict(Finding finding, Call call) {}

  /** What a verdict comes to. */
  public enum Finding {
    /** The call may be left as it is. */
    INDIFFERENT(0),

    /** What the name means is found, and the call has its path. */
    FOUND(1),

    /** Nothing has the name. */
    ABSENT(2),

    /** The call is refused. */
    REFUSED(3);

    private final long code;

    Finding(long code) {
      this.code = code;
    }

    /** For other copies of these classes. */
    long code() {
      return code;
    }
  }

  /**
   * A call of a function.
   *
   * @param first the first argument
   * @param second the second argument
   * @param third the third argument, which can't be changed
   * @param caller the address that the function returns to
   * @param handle a handle that is closed when the function has given one, or 0
   */
  public record Call(long first, long second, long third, long caller, long handle) {
    /**
     * The string that an argument points to.
     *
     * @param pointer one of the arguments, for which the caller vouches
     * @return the string; null for NULL
     */
    public static String string(long pointer) {
      return pointer == 0 ? null : Memory.string(new Address(pointer));
    }

    /**
     * The same call with another string.
     *
     * @param position 1 or 2, for the first or the second argument
     * @param bytes the string without its NUL; it lives until the function has run
     * @return the call
     */
    public Call with(int position, byte[] bytes) {
      long address = FilterAnswer.string(bytes);
      return position == 1
          ? new Call(address, second, third, caller, handle)
          : new Call(first, address, third, caller, handle);
    }

    /**
     * The same call, and a handle is closed behind it.
     *
     * @param library the handle
     * @return the call
     */
    public Call closing(long library) {
      return new Call(first, second, third, caller, library);
    }
  }

  /**
   * Whether functions of this process have filters, whichever copy of these classes put them there.
   */
  public static boolean isUsed() {
    return FilterStubs.exist();
  }

  /**
   * Has the filters of this process ask here, those too that other copies of these classes have
   * made. It ends when these classes are collected, or by {@link #endDecisions}.
   *
   * @param judge Java's part, once for all
   * @param libraries the names of libraries that are this copy's; those of the copy that it follows
   *     are added
   */
  public static void decideBy(Judge judge, Map<String, Integer> libraries) {
    FilterAnswer.decideBy(judge, libraries);
  }

  /**
   * Says whose classes these are. Of two copies with the same name, the filters ask the later one
   * alone, and it has the libraries of both.
   *
   * @param name a name that no other has at the same time
   */
  public static void follow(String name) {
    FilterAnswer.follow(name);
  }

  /**
   * Whether another copy of these classes has an image, or a library that came with one, that lies
   * at an address.
   *
   * @param address the address
   */
  public static boolean isElsewhere(Address address) {
    return FilterAnswer.isElsewhere(address);
  }

  /** Has the filters ask here no more. */
  public static void endDecisions() {
    FilterAnswer.end();
  }

  /**
   * Puts filters before functions, or finds those that are there. They are good for the life of the
   * process.
   *
   * @param functions the functions
   * @return the addresses to call instead
   */
  public static List<Address> before(List<Filtered> functions) {
    synchronized (FilterStubs.LOCK) {
      List<Filtered> missing = new ArrayList<>();
      for (Filtered function : functions) {
        if (System.getProperty(FILTER + function.key()) == null) {
          missing.add(function);
        }
      }
      make(missing);
      List<Address> filters = new ArrayList<>();
      for (Filtered function : functions) {
        filters.add(new Address(Long.getLong(FILTER + function.key())));
      }
      return List.copyOf(filters);
    }
  }

  private static void make(List<Filtered> functions) {
    if (functions.isEmpty()) {
      return;
    }
    FilterStubs stubs = FilterStubs.ofProcess();
    ByteBuffer code = ByteBuffer.allocate(SIZE * functions.size());
    for (int i = 0; i < functions.size(); i++) {
      Filtered function = functions.get(i);
      code.position(SIZE * i);
      code.put(
          code(
              (function.guarded() ? stubs.guarded() : stubs.open()).value(),
              function.address().value(),
              Arena.global().allocateFrom(function.name()).address(),
              stubs.state().value(),
              stubs.nothing().value(),
              function.position() - 1));
    }
    Address start = ExecutableFile.code("alfheim-filters", code.array());
    /* When halt or a library calls exit, functions that the linker has listed for the end run behind this one. */
    NativeCall.invoke(
        CLibrary.function("__cxa_atexit"), start.plus(AT_EXIT).value(), stubs.state().value(), 0);
    for (int i = 0; i < functions.size(); i++) {
      System.setProperty(
          FILTER + functions.get(i).key(),
          Long.toString(start.plus((long) SIZE * i + DATA).value()));
    }
  }

  /**
   * Whether functions are refused when the process ends and Java can't be asked any more: they are
   * called with a name that nothing has then. If not, they are called as they are.
   *
   * @param refused whether they are
   */
  public static void refuseAtExit(boolean refused) {
    Memory.buffer(FilterStubs.ofProcess().stateWords())
        .putLong(Long.BYTES, refused ? FilterStubs.REFUSE : FilterStubs.PASS);
  }

  static byte[] code(long java, long function, long name, long state, long nothing, long second) {
    byte[] instructions = FilterCode.bytes();
    ByteBuffer code =
        ByteBuffer.allocate(DATA + instructions.length).order(ByteOrder.LITTLE_ENDIAN);
    code.putLong(java).putLong(function).putLong(CLibrary.function("dlclose").address());
    code.putLong(name).putLong(state).putLong(nothing).putLong(second);
    return code.put(instructions).array();
  }
}
