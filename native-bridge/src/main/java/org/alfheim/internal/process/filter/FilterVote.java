package org.alfheim.internal.process.filter;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.alfheim.internal.process.filter.ArgumentFilter.Call;
import org.alfheim.internal.process.filter.ArgumentFilter.Claim;
import org.alfheim.internal.process.filter.ArgumentFilter.Finding;

/**
 * What all copies of these classes together make of a call.
 *
 * <p>Those are asked that have the caller, as an image or as a library that came with one; of a
 * library, those too that share libraries with others. A caller that is nobody's may be any library
 * that a function was handed to, or one whose loader has gone: then all are asked that restrict.
 * Each of them has to allow the call. Nothing is loaded before all have judged the very file; then
 * the newest that has found it loads it.
 */
final class FilterVote {
  private final Collection<? extends Map.Entry<?, Reference<MethodHandle>>> all;
  private final Call call;
  private final long function;

  /**
   * A vote.
   *
   * @param all the answers, the newest first
   * @param function the address of the function's name
   */
  FilterVote(
      Collection<? extends Map.Entry<?, Reference<MethodHandle>>> all, Call call, long function) {
    this.all = all;
    this.call = call;
    this.function = function;
  }

  /**
   * What becomes of the call: the address of a reply, or a constant of {@link FilterStubs}.
   *
   * @throws Throwable if one can't say whether it has the caller: nobody's answer counts then
   */
  long result() throws Throwable {
    List<MethodHandle> asked = asked();
    if (asked.isEmpty()) {
      return FilterStubs.ASK;
    }
    try {
      return asked.size() == 1 ? ask(asked.getFirst(), FilterAnswer.ACT, call) : together(asked);
    } catch (Throwable undecided) {
      return FilterStubs.REFUSE;
    }
  }

  /** Asks all questions, and heeds no answer. */
  void rehearse() {
    try {
      List<MethodHandle> asked = new ArrayList<>();
      for (Map.Entry<?, Reference<MethodHandle>> entry : all) {
        asked.add(entry.getValue().get());
      }
      result();
      together(asked);
      agreed(asked, 0, call);
    } catch (Throwable refusing) {
      FilterAnswer.keep(MemorySegment.NULL, MemorySegment.NULL);
    }
  }

  private List<MethodHandle> asked() throws Throwable {
    List<MethodHandle> answers = new ArrayList<>();
    List<Long> claims = new ArrayList<>();
    long greatest = 0;
    for (Map.Entry<?, Reference<MethodHandle>> entry : all) {
      MethodHandle answer = entry.getValue().get();
      if (answer != null) {
        long claim = ask(answer, FilterAnswer.CLAIM, call);
        answers.add(answer);
        claims.add(claim);
        greatest = Math.max(greatest, claim);
      }
    }
    long least = least(greatest);
    List<MethodHandle> asked = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      if (claims.get(i) >= least) {
        asked.add(answers.get(i));
      }
    }
    return asked;
  }

  /** The least claim that has a say beside another one. */
  private static long least(long greatest) {
    if (greatest == Claim.IMAGE.code()) {
      return Claim.LIBRARY.code();
    }
    return greatest == Claim.LIBRARY.code() ? Claim.SHARES.code() : Claim.RESTRICTS.code();
  }

  private long together(List<MethodHandle> asked) throws Throwable {
    long absent = 0;
    for (int i = 0; i < asked.size(); i++) {
      long reply = ask(asked.get(i), FilterAnswer.JUDGE, call);
      long finding = FilterAnswer.finding(reply);
      if (finding == Finding.REFUSED.code()) {
        return reply;
      }
      if (finding == Finding.FOUND.code()) {
        return agreed(asked, i, FilterAnswer.call(reply, call));
      }
      if (finding == Finding.ABSENT.code() && absent == 0) {
        absent = reply;
      }
    }
    return absent != 0 ? absent : ask(asked.getFirst(), FilterAnswer.ACT, call);
  }

  /** Has all others judge what one has found, and then that one load it. */
  private long agreed(List<MethodHandle> asked, int finder, Call found) throws Throwable {
    /* The finder's string lives until its next call on this thread, which others may bring about. */
    MemorySegment first = copy(found.first(), call.first());
    MemorySegment second = copy(found.second(), call.second());
    Call judged = new Call(first.address(), second.address(), call.third(), call.caller(), 0);
    for (int i = 0; i < asked.size(); i++) {
      if (i != finder) {
        long reply = ask(asked.get(i), FilterAnswer.JUDGE, judged);
        long finding = FilterAnswer.finding(reply);
        if (finding == Finding.REFUSED.code() || finding == Finding.ABSENT.code()) {
          return reply;
        }
      }
    }
    long reply = ask(asked.get(finder), FilterAnswer.ACT, judged);
    FilterAnswer.keep(first, second);
    return reply;
  }

  /** An argument, or a copy of the string that has taken its place. */
  private static MemorySegment copy(long found, long original) {
    if (found == original) {
      return MemorySegment.ofAddress(original);
    }
    return FilterAnswer.copy(found);
  }

  private long ask(MethodHandle answer, long question, Call about) throws Throwable {
    return (long)
        answer.invokeExact(
            question, about.first(), about.second(), about.third(), about.caller(), function);
  }
}
