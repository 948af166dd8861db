package org.alfheim.internal.process.filter;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.alfheim.internal.process.filter.ArgumentFilter.Call;
import org.alfheim.internal.process.filter.ArgumentFilter.Claim;
import org.alfheim.internal.process.filter.ArgumentFilter.Judge;
import org.alfheim.internal.process.filter.ArgumentFilter.Verdict;
import org.alfheim.internal.process.libc.Address;
import org.alfheim.internal.process.libc.CString;
import org.alfheim.internal.process.libc.Memory;

/**
 * What this copy of these classes answers the {@linkplain FilterStubs stubs}, and other copies, of
 * which each knows nothing of the others but a method handle on numbers.
 */
final class FilterAnswer {
  /** A question: the {@link ArgumentFilter.Claim}, as its code. */
  static final long CLAIM = 1;

  /** A question: the {@link Verdict}. */
  static final long JUDGE = 2;

  /** A question: what becomes of the call. */
  static final long ACT = 3;

  // The reply: the arguments, a handle, the finding of a verdict as its code.
  private static final int FIRST = 0;
  private static final int SECOND = 8;
  private static final int HANDLE = 16;
  private static final int FINDING = 24;
  private static final int REPLY_SIZE = 32;

  /**
   * What a thread's function is called with: the memory of the reply, that of a string, of what a
   * vote has agreed upon, and of the copied name. It lives until the thread's next call, which
   * comes when the function has copied it.
   */
  private static final ThreadLocal<MemorySegment[]> REPLY = new ThreadLocal<>();

  private static volatile Judge judge;
  private static volatile Deque<
          Map.Entry<Map.Entry<String, Map<String, Integer>>, Reference<MethodHandle>>>
      all;

  private static Map<String, Integer> libraries = Map.of();

  /** Empty until there is one. */
  private static String name = "";

  private static boolean ended;

  /** Is there when somebody asks. */
  private static final class Own {
    /** All others refer to it weakly. */
    static final MethodHandle ANSWER = answer();

    private static MethodHandle answer() {
      try {
        return MethodHandles.lookup().findStatic(FilterAnswer.class, "answer", FilterStubs.ANSWER);
      } catch (ReflectiveOperationException e) {
        throw new LinkageError("the method is there", e);
      }
    }
  }

  private FilterAnswer() {}

  static void decideBy(Judge decision, Map<String, Integer> own) {
    synchronized (FilterStubs.LOCK) {
      judge = decision;
      libraries = own;
      rehearse();
      all = FilterStubs.ofProcess().answers();
      add();
    }
  }

  /** Has all classes there before somebody asks, who may hold ld.so's lock. */
  private static void rehearse() {
    MethodHandle answer = Own.ANSWER;
    Map.Entry<String, Reference<MethodHandle>> twice = Map.entry(name, new WeakReference<>(answer));
    try (Arena arena = Arena.ofConfined()) {
      long function = arena.allocateFrom("dlopen").address();
      long library = arena.allocateFrom("").address();
      Call call = new Call(library, 0, 0, 0, 0);
      new FilterVote(List.of(twice, twice), call, function).rehearse();
    }
  }

  static void follow(String whose) {
    synchronized (FilterStubs.LOCK) {
      name = whose;
      ended = false;
      add();
    }
  }

  static void end() {
    synchronized (FilterStubs.LOCK) {
      ended = true;
      if (all != null) {
        removeOwn();
      }
    }
  }

  private static void add() {
    if (all != null && !ended) {
      for (var entry : all) {
        if (isFollowed(entry.getKey().getKey()) && !entry.getValue().refersTo(Own.ANSWER)) {
          libraries.putAll(entry.getKey().getValue());
        }
      }
      removeOwn();
      all.addFirst(Map.entry(Map.entry(name, libraries), new WeakReference<>(Own.ANSWER)));
    }
  }

  private static boolean isFollowed(String other) {
    return !name.isEmpty() && name.equals(other);
  }

  /** Removes this one, the one that it follows, and those that are gone and nobody can follow. */
  private static void removeOwn() {
    all.removeIf(entry ->
        isFollowed(entry.getKey().getKey())
            || entry.getValue().refersTo(Own.ANSWER)
            || (entry.getKey().getKey().isEmpty() && entry.getValue().refersTo(null)));
  }

  static boolean isElsewhere(Address address) {
    if (all == null) {
      return false;
    }
    for (var entry : all) {
      MethodHandle answer = entry.getValue().get();
      if (answer != null && !entry.getValue().refersTo(Own.ANSWER) && isClaimed(answer, address)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isClaimed(MethodHandle answer, Address address) {
    try {
      return (long) answer.invokeExact(CLAIM, 0L, 0L, 0L, address.value(), 0L)
          >= Claim.LIBRARY.code();
    } catch (Throwable unknown) {
      return true;
    }
  }

  /** Keeps a string for this thread's function. */
  static long string(byte[] bytes) {
    MemorySegment string = Arena.ofAuto().allocate(bytes.length + 1L);
    Memory.buffer(string).put(bytes);
    reply()[1] = string;
    return string.address();
  }

  /** Keeps what all have agreed upon. */
  static void keep(MemorySegment first, MemorySegment second) {
    reply()[2] = first;
    reply()[3] = second;
  }

  private static MemorySegment[] reply() {
    MemorySegment[] reply = REPLY.get();
    if (reply == null) {
      reply =
          new MemorySegment[] {
            Arena.ofAuto().allocate(REPLY_SIZE, Long.BYTES), null, null, null, null
          };
      REPLY.set(reply);
    }
    return reply;
  }

  private static long reply(Call call, long finding) {
    MemorySegment reply = reply()[0];
    Memory.buffer(reply)
        .putLong(FIRST, call.first())
        .putLong(SECOND, call.second())
        .putLong(HANDLE, call.handle())
        .putLong(FINDING, finding);
    return reply.address();
  }

  @SuppressWarnings("UnusedMethod") // the stubs call it
  private static long answer(
      long question, long first, long second, long third, long caller, long function)
      throws Throwable {
    Call call = new Call(first, second, third, caller, 0);
    if (question == FilterStubs.ALL) {
      return new FilterVote(all, own(call, Call.string(function)), function).result();
    }
    if (question == CLAIM) {
      return judge.claim(caller).code();
    }
    if (question == JUDGE) {
      Verdict verdict = judge.judge(Call.string(function), call);
      return reply(verdict.call(), verdict.finding().code());
    }
    return reply(judge.act(Call.string(function), call), 0);
  }

  /**
   * The call with a copy of its name. The caller's other threads can write to theirs at any time:
   * what is judged, by whomever, and what the function gets to see have to be the same.
   */
  private static Call own(Call call, String function) {
    boolean first = judge.position(function) == 1;
    long name = first ? call.first() : call.second();
    if (name == 0) {
      return call;
    }
    MemorySegment copy = copy(name);
    reply()[4] = copy;
    return first
        ? new Call(copy.address(), call.second(), call.third(), call.caller(), 0)
        : new Call(call.first(), copy.address(), call.third(), call.caller(), 0);
  }

  /** A copy of a string, which ends where the string did when its length was taken, or before. */
  static MemorySegment copy(long string) {
    long length = CString.length(string, Integer.MAX_VALUE, true).orElseThrow();
    MemorySegment copy = Arena.ofAuto().allocate(length + 1);
    copy.copyFrom(Memory.segment(new Address(string), length));
    return copy;
  }

  /** The call that another copy's reply stands for. */
  static Call call(long reply, Call original) {
    Address start = new Address(reply);
    return new Call(
        Memory.readLong(start.plus(FIRST)),
        Memory.readLong(start.plus(SECOND)),
        original.third(),
        original.caller(),
        0);
  }

  /** The code of the finding in another copy's reply. */
  static long finding(long reply) {
    return Memory.readLong(new Address(reply).plus(FINDING));
  }
}
