package org.alfheim.process;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * C functions with a filter before each: Java sees what one is called with, and can have it called
 * with other arguments.
 *
 * <p>A few instructions call Java and then jump to the function with the caller's own return
 * address. So a function that asks who has called it ({@code dlopen} for the search path, {@code
 * dlsym} for {@code RTLD_NEXT}) finds the right caller. It is not for functions that run in signal
 * handlers. Their source is {@code src/main/asm/filter.s}.
 */
public final class ArgumentFilter {
  /**
   * Behind the seven words of data: Java, the function, dlclose, the number of the filter, where
   * the state is, a name that nothing has, whether the name is the second argument.
   */
  private static final byte[] CODE =
      HexFormat.of()
          .parseHex(
              """
              f30f1efa488b05ddffffff488338017551575652514150488b4c24284c8b05bd\
              ffffffff159fffffff4158595a5e5f488b38488b7008488b40104885c07506ff\
              258bffffff50ff1584ffffff4887042448833c240074094889c7ff1578ffffff\
              58c377db48833d8cffffff007509488b3d7bffffffebc8488b3572ffffffebbf\
              f30f1efa488b4708488907c3\
              """);

  static final int DATA = 7 * Long.BYTES;

  /** Where the function begins that {@code exit} calls. */
  static final int AT_EXIT = 184;

  /** The bytes of a filter, the next one's alignment among them. */
  private static final int SIZE = 256;

  // The state
  private static final long REFUSE = 0;
  private static final long ASK = 1;
  private static final long PASS = 2;

  private static final FunctionDescriptor FILTER =
      FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);

  private static final List<Decision> DECISIONS = new CopyOnWriteArrayList<>();

  /**
   * What a thread's function is called with: the memory of the words, and that of a string. It
   * lives until the thread's next call, which comes when the function has copied it.
   */
  private static final ThreadLocal<MemorySegment[]> REPLY = new ThreadLocal<>();

  private ArgumentFilter() {}

  /**
   * A function with a filter.
   *
   * @param address where it lies; it has up to five parameters, none of them floating-point
   * @param position its parameter that is a name, 1 or 2
   * @param decision Java's part; it must not throw
   */
  public record Filtered(Address address, int position, Decision decision) {}

  /** Java's part. */
  @FunctionalInterface
  public interface Decision {
    /**
     * Decides what a function is called with.
     *
     * @param call what its caller calls it with
     * @return what is to take its place; the call itself to leave it as it is
     */
    Call decide(Call call);
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
      MemorySegment string = Arena.ofAuto().allocate(bytes.length + 1L);
      Memory.buffer(string).put(bytes);
      reply()[1] = string;
      long address = string.address();
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
   * Puts filters before functions. They are good for the life of the process.
   *
   * @param functions the functions
   * @return the addresses to call instead
   */
  public static List<Address> before(List<Filtered> functions) {
    ByteBuffer code = ByteBuffer.allocate(SIZE * functions.size());
    for (int i = 0; i < functions.size(); i++) {
      Filtered function = functions.get(i);
      code.position(SIZE * i);
      code.put(
          code(
              Java.STUB.address(),
              function.address().value(),
              add(function.decision()),
              Java.STATE.address(),
              Java.NOTHING.address(),
              function.position() - 1));
    }
    Address start = ExecutableFile.code("alfheim-filters", code.array());
    endWithProcess(start);
    List<Address> filters = new ArrayList<>();
    for (int i = 0; i < functions.size(); i++) {
      filters.add(start.plus((long) SIZE * i + DATA));
    }
    return List.copyOf(filters);
  }

  /**
   * Whether functions are refused when the process ends and Java can't be asked any more: they are
   * called with a name that nothing has then. If not, they are called as they are.
   *
   * @param refused whether they are
   */
  public static void refuseAtExit(boolean refused) {
    Memory.buffer(Java.STATE).putLong(Long.BYTES, refused ? REFUSE : PASS);
  }

  /*
   * The JVM's end, by whatever way but halt, is known before it comes. When halt or a library calls exit, functions that the
   * linker has listed for the end (DT_FINI_ARRAY) run behind this one.
   */
  private static void endWithProcess(Address code) {
    MemorySegment handler = MemorySegment.ofAddress(code.plus(AT_EXIT).value());
    NativeCall.invoke(
        CLibrary.function("__cxa_atexit"), handler.address(), Java.STATE.address(), 0);
    try {
      Runtime.getRuntime().addShutdownHook(new Thread(ArgumentFilter::end));
    } catch (IllegalStateException ending) {
      end();
    }
  }

  private static void end() {
    ByteBuffer state = Memory.buffer(Java.STATE);
    state.putLong(0, state.getLong(Long.BYTES));
  }

  private static synchronized int add(Decision decision) {
    DECISIONS.add(decision);
    return DECISIONS.size() - 1;
  }

  static byte[] code(long java, long function, long number, long state, long nothing, long second) {
    ByteBuffer code = ByteBuffer.allocate(DATA + CODE.length).order(ByteOrder.LITTLE_ENDIAN);
    code.putLong(java).putLong(function).putLong(CLibrary.function("dlclose").address());
    code.putLong(number).putLong(state).putLong(nothing).putLong(second);
    return code.put(CODE).array();
  }

  /** Java as a function of C, made when the first filter is. */
  private static final class Java {
    static final MemorySegment STUB = Downcalls.stub(handle(), FILTER, Arena.global());
    static final MemorySegment STATE = Arena.global().allocateFrom(JAVA_LONG, ASK, PASS);
    static final MemorySegment NOTHING =
        Arena.global().allocateFrom("/dev/null/refused, since the JVM ends");

    private static MethodHandle handle() {
      try {
        return MethodHandles.lookup()
            .findStatic(
                ArgumentFilter.class,
                "filter",
                MethodType.methodType(
                    long.class, long.class, long.class, long.class, long.class, long.class));
      } catch (ReflectiveOperationException e) {
        throw new LinkageError("the method is there", e);
      }
    }
  }

  private static MemorySegment[] reply() {
    MemorySegment[] reply = REPLY.get();
    if (reply == null) {
      reply = new MemorySegment[] {Arena.ofAuto().allocate(3L * Long.BYTES, Long.BYTES), null};
      REPLY.set(reply);
    }
    return reply;
  }

  @SuppressWarnings("UnusedMethod") // the machine code calls it
  private static long filter(long first, long second, long third, long caller, long number) {
    Call call = DECISIONS.get((int) number).decide(new Call(first, second, third, caller, 0));
    MemorySegment words = reply()[0];
    Memory.buffer(words)
        .asLongBuffer()
        .put(0, call.first())
        .put(1, call.second())
        .put(2, call.handle());
    return words.address();
  }
}
