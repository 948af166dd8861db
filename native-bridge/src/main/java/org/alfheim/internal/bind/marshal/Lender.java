package org.alfheim.internal.bind.marshal;

import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.Deque;

/** What gives C a pointer to what calls an object of Java: a function, or a table of functions. */
public abstract class Lender {
  private final Deque<Lent> free = new ArrayDeque<>();

  /** Makes another pointer, which is never freed: it is lent again and again. */
  protected abstract Lent make();

  /** The pointer of an object that C itself has given; null for others. */
  protected abstract MemorySegment own(Object object);

  /** What has to be asked of an object before it is lent; null if nothing has. */
  protected Object prepare(Object object) {
    return null;
  }

  /** Objects are the same in C where this is equal. */
  protected Object kind() {
    return this;
  }

  /** What is not lent at the moment. */
  Deque<Lent> free() {
    return free;
  }

  /** A pointer, and what it calls now. */
  public interface Lent {
    /** What C gets. */
    MemorySegment pointer();

    /**
     * Calls an object from now on, as long as the loan lasts.
     *
     * @param prepared what {@link Lender#prepare} gave
     */
    void begin(Object object, Object prepared, Loan loan);

    /** Calls nobody any more. */
    void end();
  }
}
