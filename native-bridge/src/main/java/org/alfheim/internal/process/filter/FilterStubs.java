package org.alfheim.internal.process.filter;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.invoke.MethodType.methodType;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.ref.Reference;
import java.lang.ref.SoftReference;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.alfheim.internal.process.libc.Address;
import org.alfheim.internal.process.libc.Downcalls;
import org.alfheim.internal.process.libc.Memory;
import org.alfheim.internal.process.libc.NativeCall;
import org.alfheim.internal.process.map.ProcessImages;

/**
 * The part of the {@linkplain ArgumentFilter filters} that the process has once, whichever copy of
 * these classes made it, and that outlives them all.
 *
 * <p>A function of C that is Java can be called for ever, so it keeps what it is made of for ever:
 * here these are the JDK's classes alone. It has the {@linkplain FilterAnswer answers} of all
 * copies, the newest first, and knows them by weak references; the first of them that can tells
 * what all of them say. Nothing that one throws leaves: it would end the process. Where it lies is
 * a system property, as the table of {@link ProcessImages} is.
 *
 * @param lend a function that puts the list of the answers into the system properties
 * @param guarded the function that a filter calls; it refuses where nobody answers
 * @param open the same, but it lets pass where nobody answers
 * @param state the address of the two words of state of a filter
 * @param nothing the address of a name that nothing has
 */
record FilterStubs(Address lend, Address guarded, Address open, Address state, Address nothing) {
  /** In the state, and as what the stubs give instead of an address. */
  static final long REFUSE = 0;

  /** In the state: there is Java. Of an answer: nobody can tell. */
  static final long ASK = 1;

  static final long PASS = 2;

  /** The question that the stubs have: what becomes of a call. */
  static final long ALL = 0;

  /** An answer: a question, what a function is called with, its caller, the address of its name. */
  static final MethodType ANSWER =
      methodType(
          long.class, long.class, long.class, long.class, long.class, long.class, long.class);

  /** A literal is one object for all class loaders (JLS 3.10.5). */
  static final String LOCK = "org.alfheim.filters";

  private static final String STUBS = "org.alfheim.filters";

  /** Is there while {@link #LOCK} is held, for an instant: values should be strings. */
  private static final String LENT = "org.alfheim.filters.lent";

  /** Whether a copy of these classes has made them. */
  static boolean exist() {
    return System.getProperty(STUBS) != null;
  }

  /** Those of the process; the first caller makes them. */
  static FilterStubs ofProcess() {
    synchronized (LOCK) {
      String known = System.getProperty(STUBS);
      if (known != null) {
        return of(known);
      }
      FilterStubs made = make();
      System.setProperty(STUBS, made.toText());
      return made;
    }
  }

  /**
   * The answers, the newest first, for whoever holds {@link #LOCK}, or only goes through them. Each
   * has the name of whose it is, of which there is only the last, and the libraries that are its
   * own.
   */
  @SuppressWarnings("unchecked") // what was lent is what make() has made
  Deque<Map.Entry<Map.Entry<String, Map<String, Integer>>, Reference<MethodHandle>>> answers() {
    synchronized (LOCK) {
      NativeCall.invoke(MemorySegment.ofAddress(lend.value()));
      return (Deque<Map.Entry<Map.Entry<String, Map<String, Integer>>, Reference<MethodHandle>>>)
          System.getProperties().remove(LENT);
    }
  }

  /** The two words of state. */
  MemorySegment stateWords() {
    return Memory.segment(state, 2L * Long.BYTES);
  }

  private String toText() {
    return String.join(
        " ",
        Long.toString(lend.value()),
        Long.toString(guarded.value()),
        Long.toString(open.value()),
        Long.toString(state.value()),
        Long.toString(nothing.value()));
  }

  private static FilterStubs of(String text) {
    String[] words = text.split(" ", -1);
    return new FilterStubs(
        address(words[0]),
        address(words[1]),
        address(words[2]),
        address(words[3]),
        address(words[4]));
  }

  private static Address address(String word) {
    return new Address(Long.parseLong(word));
  }

  private static FilterStubs make() {
    Arena ever = Arena.global();
    FunctionDescriptor filter =
        FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);
    try {
      var answers =
          new ConcurrentLinkedDeque<
              Map.Entry<Map.Entry<String, Map<String, Integer>>, Reference<MethodHandle>>>();
      MethodHandle all = firstOf(answers);
      MemorySegment state = ever.allocateFrom(JAVA_LONG, ASK, PASS);
      endWithProcess(state);
      FilterStubs stubs =
          new FilterStubs(
              address(Downcalls.stub(lending(answers), FunctionDescriptor.ofVoid(), ever)),
              address(Downcalls.stub(orElse(all, REFUSE), filter, ever)),
              address(Downcalls.stub(orElse(all, PASS), filter, ever)),
              address(state),
              address(ever.allocateFrom("/dev/null/refused, since nobody can be asked any more")));
      stubs.rehearse(answers);
      return stubs;
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("the methods are there", e);
    }
  }

  /** Has the JDK spin what it spins at the first call: who calls later may hold ld.so's lock. */
  private void rehearse(
      Deque<Map.Entry<Map.Entry<String, Map<String, Integer>>, Reference<MethodHandle>>> answers) {
    for (long answer : new long[] {ASK, PASS}) {
      answers.addFirst(
          Map.entry(Map.entry("", Map.of()), new SoftReference<>(always(answer, ANSWER))));
      NativeCall.invoke(MemorySegment.ofAddress(guarded.value()));
      NativeCall.invoke(MemorySegment.ofAddress(open.value()));
    }
    answers.clear();
  }

  private static Address address(MemorySegment memory) {
    return new Address(memory.address());
  }

  private static MethodHandle lending(Deque<?> answers) throws ReflectiveOperationException {
    MethodHandles.Lookup jdk = MethodHandles.publicLookup();
    MethodHandle properties =
        jdk.findStatic(System.class, "getProperties", methodType(Properties.class));
    MethodHandle put =
        jdk.findVirtual(
            Properties.class, "put", methodType(Object.class, Object.class, Object.class));
    return MethodHandles.filterReturnValue(
            properties, MethodHandles.insertArguments(put, 1, LENT, answers))
        .asType(methodType(void.class));
  }

  /** Asks one after the other until one can tell. */
  private static MethodHandle firstOf(Deque<?> answers) throws ReflectiveOperationException {
    MethodHandles.Lookup jdk = MethodHandles.publicLookup();
    MethodType call = ANSWER.dropParameterTypes(0, 1);
    MethodHandle iterator =
        jdk.findVirtual(Deque.class, "iterator", methodType(Iterator.class)).bindTo(answers);
    MethodHandle isThere =
        jdk.findStatic(Objects.class, "nonNull", methodType(boolean.class, Object.class))
            .asType(methodType(boolean.class, MethodHandle.class));
    MethodHandle value =
        jdk.findVirtual(Map.Entry.class, "getValue", methodType(Object.class))
            .asType(methodType(Reference.class, Map.Entry.class));
    MethodHandle referent =
        MethodHandles.filterReturnValue(
            value,
            jdk.findVirtual(Reference.class, "get", methodType(Object.class))
                .asType(methodType(MethodHandle.class, Reference.class)));
    MethodHandle ask = MethodHandles.insertArguments(MethodHandles.exactInvoker(ANSWER), 1, ALL);
    MethodHandle askIfThere =
        MethodHandles.guardWithTest(isThere, safe(ask, ASK), always(ASK, ask.type()));
    /* From here on the first parameter is the answer so far, the second the one who is asked. */
    MethodHandle soFar =
        MethodHandles.dropArguments(
            MethodHandles.identity(long.class),
            1,
            call.insertParameterTypes(0, MethodHandle.class).parameterList());
    MethodHandle next =
        MethodHandles.guardWithTest(
            isAsk(), MethodHandles.dropArguments(askIfThere, 0, long.class), soFar);
    return MethodHandles.iteratedLoop(
        MethodHandles.dropArguments(iterator, 0, call.parameterList()),
        always(ASK, call),
        MethodHandles.filterArguments(next, 1, referent));
  }

  private static MethodHandle orElse(MethodHandle all, long other)
      throws ReflectiveOperationException {
    MethodHandle decided =
        MethodHandles.guardWithTest(
            isAsk(),
            always(other, methodType(long.class, long.class)),
            MethodHandles.identity(long.class));
    return safe(MethodHandles.filterReturnValue(all, decided), other);
  }

  /** The same, but whatever it throws becomes an answer. */
  private static MethodHandle safe(MethodHandle answering, long other) {
    return MethodHandles.catchException(
        answering,
        Throwable.class,
        always(other, answering.type().insertParameterTypes(0, Throwable.class)));
  }

  private static MethodHandle always(long answer, MethodType type) {
    return MethodHandles.dropArguments(
        MethodHandles.constant(long.class, answer), 0, type.parameterList());
  }

  private static MethodHandle isAsk() throws ReflectiveOperationException {
    return MethodHandles.publicLookup()
        .findVirtual(Long.class, "equals", methodType(boolean.class, Object.class))
        .bindTo(ASK)
        .asType(methodType(boolean.class, long.class));
  }

  /*
   * The JVM's end, by whatever way but halt, is known before it comes: the state becomes what it is to be then.
   */
  private static void endWithProcess(MemorySegment state) throws ReflectiveOperationException {
    MethodHandle copy =
        MethodHandles.publicLookup()
            .findVirtual(
                MemorySegment.class,
                "copyFrom",
                methodType(MemorySegment.class, MemorySegment.class));
    Runnable end =
        MethodHandleProxies.asInterfaceInstance(
            Runnable.class,
            MethodHandles.insertArguments(
                    copy, 0, state.asSlice(0, Long.BYTES), state.asSlice(Long.BYTES, Long.BYTES))
                .asType(methodType(void.class)));
    Thread hook = new Thread(null, end, "alfheim-filters-end", 0, false);
    hook.setContextClassLoader(null);
    try {
      Runtime.getRuntime().addShutdownHook(hook);
    } catch (IllegalStateException ending) {
      end.run();
    }
  }
}
