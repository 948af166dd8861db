package org.alfheim.internal.bind.struct;

import static java.lang.invoke.MethodType.methodType;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Supplier;
import org.alfheim.bind.ArgumentException;
import org.alfheim.internal.bind.marshal.Callback;
import org.alfheim.internal.bind.marshal.FunctionPointers;
import org.alfheim.internal.bind.marshal.Lender;
import org.alfheim.internal.bind.marshal.Loan;
import org.alfheim.internal.bind.marshal.Loans;
import org.alfheim.types.StructureType;
import org.alfheim.types.StructureType.Member;

/** A structure of function pointers as an interface, which C has or Java implements. */
final class LaidTable extends Lender {
  private static final long ALIGNMENT = 16;
  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

  /** Views lead to tables, and tables to views: both are made under this. */
  private final Structures lock;

  private final Class<?> java;
  private final StructureType type;
  private final TableMembers members;

  /** What calls the members; made when C's table is wanted first. */
  private PointedObjects objects;

  /** What is called by them; made when a table of Java's is wanted first, after the values. */
  private volatile List<Called> called;

  private NullMembers absent;
  private List<TableMembers.Value> values;
  private boolean looking;

  /** A member that is a function pointer, when Java implements it. */
  record Called(Method method, long offset, Callback callback) {}

  LaidTable(Class<?> java, StructureType type, TableMembers members, Structures structures) {
    this.lock = structures;
    this.java = java;
    this.type = type;
    this.members = members;
  }

  long size() {
    return type.size().orElseThrow();
  }

  StructureType type() {
    return type;
  }

  /** What its pointers lead to, for {@link FunctionPointers}. */
  private Object meaning() {
    return List.of(type.name(), size(), type.members().stream().map(Member::name).toList());
  }

  /** {@code (MemorySegment) T}: what calls C's table; of NULL, null. */
  MethodHandle fromC() {
    MethodHandle behind = MethodHandles.insertArguments(StructMemory.BEHIND, 0, size());
    return MethodHandles.filterReturnValue(behind, inPlace());
  }

  /** {@code (MemorySegment) T}: the same where the memory is there. */
  MethodHandle inPlace() {
    synchronized (lock) {
      if (objects == null) {
        // A function may take the table that it is in.
        List<Supplier<MethodHandle>> made = new ArrayList<>();
        objects = new PointedObjects(() -> made.getFirst().get());
        try {
          made.add(members.calling(this::meaning));
        } catch (RuntimeException refused) {
          objects = null;
          throw refused;
        }
      }
      return objects.handle(java);
    }
  }

  private List<Called> called() {
    List<Called> known = called;
    return known == null ? look() : known;
  }

  private List<Called> look() {
    synchronized (lock) {
      if (called == null && !looking) {
        looking = true; // The same again.
        try {
          values = members.values();
          List<Called> found = members.called();
          absent = new NullMembers(found.stream().map(Called::method).toList());
          called = found;
        } finally {
          looking = false;
        }
      }
      return called;
    }
  }

  /** Checks that C can call what the interface has. */
  void implemented() {
    called();
  }

  /** {@code (Object frame, T) MemorySegment}: a table that is there during the call. */
  MethodHandle duringCall() {
    called();
    return bound("enter", methodType(MemorySegment.class, Object.class, Object.class))
        .asType(methodType(MemorySegment.class, Object.class, java));
  }

  /** {@code (T) MemorySegment}: a table that is there for ever. */
  MethodHandle forEver() {
    called();
    return Loans.forEver(this, java);
  }

  /** {@code (MemorySegment, T) void}: fills a table's memory. */
  MethodHandle into() {
    called();
    return bound("fill", methodType(void.class, MemorySegment.class, Object.class))
        .asType(methodType(void.class, MemorySegment.class, java));
  }

  /** {@code (T) MemorySegment}: the pointer, if C has given it. */
  MethodHandle own(String what) {
    return MethodHandles.insertArguments(
            bound("own", methodType(MemorySegment.class, String.class, Object.class)), 0, what)
        .asType(methodType(MemorySegment.class, java));
  }

  private MethodHandle bound(String name, java.lang.invoke.MethodType type) {
    try {
      return LOOKUP.findVirtual(LaidTable.class, name, type).bindTo(this);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  MemorySegment own(String what, Object table) {
    if (table == null) {
      return MemorySegment.NULL;
    }
    MemorySegment own = own(table);
    if (own == null) {
      throw new ArgumentException(
          what
              + ": nobody would know how long C has this table; write it to a member of a view, or"
              + " pass it as a parameter");
    }
    return own;
  }

  MemorySegment enter(Object frame, Object table) throws Throwable {
    if (table == null) {
      return MemorySegment.NULL;
    }
    MemorySegment own = own(table);
    if (own != null) {
      return own;
    }
    MemorySegment memory = ((SegmentAllocator) frame).allocate(size(), ALIGNMENT).fill((byte) 0);
    write(memory, table);
    List<Called> functions = called();
    BitSet none = absent.of(table);
    for (int i = 0; i < functions.size(); i++) {
      if (!none.get(i)) {
        Called each = functions.get(i);
        memory.set(
            ValueLayout.ADDRESS_UNALIGNED, each.offset(), each.callback().duringCall(frame, table));
      }
    }
    return memory;
  }

  private void write(MemorySegment memory, Object table) throws Throwable {
    for (TableMembers.Value value : values) {
      value.write().invoke(memory, table);
    }
  }

  void fill(MemorySegment memory, Object table) throws Throwable {
    if (table == null) {
      throw new ArgumentException(java.getSimpleName() + ": null is no table");
    }
    MemorySegment own = own(table);
    if (own != null) {
      MemorySegment.copy(own, 0, memory, 0, size());
      return;
    }
    write(memory, table);
    List<Called> functions = called();
    BitSet none = absent.of(table);
    for (int i = 0; i < functions.size(); i++) {
      Called each = functions.get(i);
      memory.set(
          ValueLayout.ADDRESS_UNALIGNED,
          each.offset(),
          none.get(i) ? MemorySegment.NULL : Loans.lend(each.callback(), memory, table));
    }
  }

  @Override
  protected MemorySegment own(Object table) {
    return FunctionPointers.of(table, meaning()).map(LaidTable::alive).orElse(null);
  }

  private static MemorySegment alive(MemorySegment memory) {
    if (!memory.scope().isAlive()) {
      throw new IllegalStateException("Already closed: the memory of the table");
    }
    return memory;
  }

  /** Of two bindings of one image, too. */
  @Override
  protected Object kind() {
    return List.of(java, type);
  }

  /** The values that are no functions: others' code is asked, so before anything is locked. */
  @Override
  protected Object prepare(Object table) {
    MemorySegment image = Arena.ofAuto().allocate(size(), ALIGNMENT);
    try {
      write(image, table);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable checked) {
      throw new IllegalStateException(checked);
    }
    return image;
  }

  @Override
  protected Lent make() {
    MemorySegment memory = Arena.global().allocate(size(), ALIGNMENT);
    List<Lent> functions = new ArrayList<>();
    for (Called each : called()) {
      functions.add(each.callback().make());
    }
    return new LentTable(memory, called(), absent, functions);
  }

  /** A table whose members can call one object after the other. */
  private record LentTable(
      MemorySegment pointer, List<Called> members, NullMembers absent, List<Lent> functions)
      implements Lent {
    @Override
    public void begin(Object object, Object prepared, Loan loan) {
      pointer.copyFrom((MemorySegment) prepared);
      BitSet none = absent.of(object);
      for (int i = 0; i < functions.size(); i++) {
        functions.get(i).begin(object, null, loan);
        pointer.set(
            ValueLayout.ADDRESS_UNALIGNED,
            members.get(i).offset(),
            none.get(i) ? MemorySegment.NULL : functions.get(i).pointer());
      }
    }

    @Override
    public void end() {
      functions.forEach(Lent::end);
    }
  }
}
