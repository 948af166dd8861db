package org.alfheim.internal.bind.marshal;

import static java.lang.invoke.MethodType.methodType;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.ref.Cleaner;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/**
 * What C has at the moment that calls objects of Java.
 *
 * <p>Nothing tells when an arena is closed, and a library may have copied a function pointer out of
 * a structure. So what was lent is never freed. When its time is over it calls nobody, which is
 * noticed when C calls it, at later loans, and after a garbage collection: an object that was lent
 * keeps the classes of its bundle. Then the next object gets it: C that still calls it reaches that
 * one, and never memory that is gone.
 */
public final class Loans {
  private static final int FEW = 64;

  private static final Map<Loan, Lender.Lent> LENT = new HashMap<>();

  private static final Cleaner COLLECTIONS = Cleaner.create();

  /** Whether the next garbage collection will be noticed. */
  private static boolean watching;

  /** So many loans are looked at when there are more. */
  private static int many = FEW;

  private static final MethodHandle LEND;

  static {
    try {
      LEND =
          MethodHandles.lookup()
              .findStatic(
                  Loans.class,
                  "lend",
                  methodType(MemorySegment.class, Lender.class, MemorySegment.class, Object.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private Loans() {}

  /** {@code (J) MemorySegment}: a pointer that C may keep for ever. */
  public static MethodHandle forEver(Lender lender, Class<?> java) {
    return MethodHandles.insertArguments(LEND, 0, lender, null)
        .asType(methodType(MemorySegment.class, java));
  }

  /** {@code (MemorySegment, J) MemorySegment}: a pointer that C has as long as the memory. */
  public static MethodHandle asLongAs(Lender lender, Class<?> java) {
    return MethodHandles.insertArguments(LEND, 0, lender)
        .asType(methodType(MemorySegment.class, MemorySegment.class, java));
  }

  /**
   * Lends an object.
   *
   * @param memory what has to be there as long as C has the pointer; null for ever
   * @throws IllegalStateException if it is not there any more
   */
  public static MemorySegment lend(Lender lender, MemorySegment memory, Object object) {
    if (object == null) {
      return MemorySegment.NULL;
    }
    MemorySegment own = lender.own(object);
    if (own != null) {
      return own;
    }
    MemorySegment.Scope scope = memory == null ? null : memory.scope();
    if (scope != null && !scope.isAlive()) {
      throw new IllegalStateException("Already closed: the memory of the structure");
    }
    boolean always = scope == null || scope.equals(Arena.global().scope());
    Object prepared = lender.prepare(object);
    return lend(lender, new Loan(lender, always ? null : scope, object), object, prepared);
  }

  private static synchronized MemorySegment lend(
      Lender lender, Loan loan, Object object, Object prepared) {
    Lender.Lent lent = LENT.get(loan);
    if (lent == null) {
      if (LENT.size() >= many) {
        endOthers();
      }
      Lender.Lent unused = lender.free().poll();
      lent = unused == null ? lender.make() : unused;
      lent.begin(object, prepared, loan);
      LENT.put(loan, lent);
      if (!watching && !loan.isForEver()) {
        watch();
      }
    }
    return lent.pointer();
  }

  private static void watch() {
    COLLECTIONS.register(new Object(), Loans::collected);
    watching = true;
  }

  private static synchronized void collected() {
    watching = false;
    endOthers();
    if (!LENT.keySet().stream().allMatch(Loan::isForEver)) {
      watch();
    }
  }

  private static void endOthers() {
    Iterator<Map.Entry<Loan, Lender.Lent>> all = LENT.entrySet().iterator();
    while (all.hasNext()) {
      Map.Entry<Loan, Lender.Lent> each = all.next();
      if (!each.getKey().isAlive()) {
        each.getValue().end();
        each.getKey().lender().free().add(each.getValue());
        all.remove();
      }
    }
    many = Math.max(FEW, 2 * LENT.size());
  }
}
