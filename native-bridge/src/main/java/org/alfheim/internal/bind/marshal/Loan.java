package org.alfheim.internal.bind.marshal;

import java.lang.foreign.MemorySegment;
import java.lang.ref.WeakReference;
import java.util.function.Consumer;

/** That C has something of an object of Java: for ever, or as long as some memory is there. */
public final class Loan implements Consumer<Throwable> {
  private final Lender lender;
  private final Object object;

  /** The memory, which this does not keep; null for ever. */
  private final WeakReference<MemorySegment.Scope> scope;

  private final int hash;

  Loan(Lender lender, MemorySegment.Scope scope, Object object) {
    this.lender = lender;
    this.object = object;
    this.scope = scope == null ? null : new WeakReference<>(scope);
    this.hash =
        31 * System.identityHashCode(object) + (scope == null ? 0 : System.identityHashCode(scope));
  }

  Lender lender() {
    return lender;
  }

  boolean isForEver() {
    return scope == null;
  }

  /** Whether the memory is there. */
  boolean isAlive() {
    if (scope == null) {
      return true;
    }
    MemorySegment.Scope memory = scope.get();
    return memory != null && memory.isAlive();
  }

  /** Nobody waits for what a method throws that C called some time later. */
  @Override
  public void accept(Throwable thrown) {
    Thread thread = Thread.currentThread();
    thread.getUncaughtExceptionHandler().uncaughtException(thread, thrown);
  }

  @Override
  @SuppressWarnings("ReferenceEquality")
  public boolean equals(Object other) {
    return other instanceof Loan that
        && object == that.object
        && lender.kind().equals(that.lender.kind())
        && sameMemory(that);
  }

  @SuppressWarnings("ReferenceEquality")
  private boolean sameMemory(Loan that) {
    if (scope == null || that.scope == null) {
      return scope == that.scope;
    }
    MemorySegment.Scope memory = scope.get();
    return memory != null && memory == that.scope.get();
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
