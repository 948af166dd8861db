package org.alfheim.internal.bind.struct;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.alfheim.bind.BindingException;
import org.alfheim.internal.bind.codegen.ContractHome;
import org.alfheim.internal.bind.marshal.Binding;
import org.alfheim.internal.bind.marshal.Handles;
import org.alfheim.types.CType;
import org.alfheim.types.FunctionType;
import org.alfheim.types.IncompleteType;
import org.alfheim.types.PointerType;
import org.alfheim.types.StructureType;

/**
 * The views and records that are laid over the structures of one image. Safe for use by any number
 * of threads.
 */
public final class Structures {
  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

  private final Function<String, Optional<CType>> names;
  private final Binding binding;
  private final PointerCalls calls;
  private final Map<Laid, MethodHandle> views = new HashMap<>();
  private final Map<Laid, RecordCodec> records = new HashMap<>();
  private final MemberKinds memberKinds = new MemberKinds();
  private final Map<Laid, LaidTable> tables = new HashMap<>();
  private final Map<Pointed, PointedObjects> functions = new HashMap<>();

  /** The views that were found to fit. */
  private final Set<Laid> fitting = new HashSet<>();

  /** What is being made or looked at, under the lock: a structure may lead back to itself. */
  private final Set<Laid> making = new HashSet<>();

  /**
   * The structures of an image.
   *
   * @param names what the image knows of names of types
   * @param binding the contract that they belong to
   * @param calls implements interfaces over the function pointers in them
   */
  public Structures(Function<String, Optional<CType>> names, Binding binding, PointerCalls calls) {
    this.names = names;
    this.binding = binding;
    this.calls = calls;
  }

  /** A structure is itself alone; what a record would do needs classes that the JVM writes. */
  record Laid(Class<?> java, StructureType type) {
    @Override
    @SuppressWarnings("ReferenceEquality")
    public boolean equals(Object other) {
      return other instanceof Laid that && java == that.java && type == that.type;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(type) * 31 + java.hashCode();
    }
  }

  record Pointed(Class<?> java, Optional<FunctionType> type) {}

  /** The contract, for the types that an interface sees. */
  Binding seenBy(Class<?> java) {
    return binding.seenBy(ContractHome.of(java));
  }

  /** The types of handles in the contract. */
  Handles handles() {
    return binding.handles();
  }

  PointerCalls calls() {
    return calls;
  }

  /** What the image knows of names of types. */
  public Function<String, Optional<CType>> names() {
    return names;
  }

  /** What calls the functions that pointers lead to. */
  synchronized PointedObjects functions(Class<?> java, Optional<FunctionType> type, String what) {
    Pointed pointed = new Pointed(java, type);
    PointedObjects known = functions.get(pointed);
    if (known != null) {
      return known;
    }
    // A function may take one of its own kind: it is found here, and filled when it is known.
    List<Supplier<MethodHandle>> made = new ArrayList<>();
    known = new PointedObjects(() -> made.getFirst().get());
    functions.put(pointed, known);
    try {
      made.add(FunctionMembers.calling(java, type, this, what));
      return known;
    } catch (RuntimeException refused) {
      functions.remove(pointed);
      throw refused;
    }
  }

  /**
   * A table laid over the structure that a pointer leads to, or the structure of its name.
   *
   * @param pointer the pointer's type, if that is known
   * @throws BindingException if a method has no member
   */
  LaidTable table(Class<?> java, Optional<CType> pointer, String what) {
    return table(java, behind(java, pointer), what);
  }

  /** A table laid over a structure. */
  synchronized LaidTable table(Class<?> java, StructureType type, String what) {
    Laid laid = new Laid(java, type);
    LaidTable known = tables.get(laid);
    if (known == null) {
      known = new LaidTable(java, type, new TableMembers(java, type, this), this);
      tables.put(laid, known);
    }
    return known;
  }

  /** The structure that a pointer leads to; where that is not known, that of a view's name. */
  StructureType behind(Class<?> java, Optional<CType> pointer) {
    return pointer
        .map(CType::resolved)
        .filter(PointerType.class::isInstance)
        .flatMap(known -> complete(((PointerType) known).target()))
        .orElseGet(() -> named(java));
  }

  /**
   * The structure that a view or a record stands for by its name.
   *
   * @throws BindingException if the image knows none of its names
   */
  public StructureType named(Class<?> java) {
    return find(java)
        .orElseThrow(() -> {
          List<String> names = MemberNames.ofType(java);
          return new BindingException(
              java.getTypeName()
                  + ": no type of the image is known as "
                  + String.join(", ", names.subList(0, names.size() - 1))
                  + (names.size() > 1 ? " or " : "")
                  + names.getLast()
                  + "; @Name says another; without debug information a header tells its types");
        });
  }

  private Optional<StructureType> find(Class<?> java) {
    for (String name : MemberNames.ofType(java)) {
      Optional<CType> found = names.apply(name);
      if (found.isPresent() && found.get().resolved() instanceof StructureType structure) {
        return Optional.of(structure);
      }
    }
    return Optional.empty();
  }

  /** A structure whose members are known, where it may be only declared. */
  Optional<StructureType> complete(CType type) {
    return switch (type.resolved()) {
      case StructureType structure -> Optional.of(structure);
      case IncompleteType(String name) ->
          names
              .apply(name)
              .map(CType::resolved)
              .filter(StructureType.class::isInstance)
              .map(StructureType.class::cast);
      default -> Optional.empty();
    };
  }

  /** The structure that a record stands for by its name, or by its components alone. */
  public StructureType namedOrNatural(Class<?> record) {
    return find(record).orElseGet(() -> NaturalTypes.of(record));
  }

  /**
   * A record laid over a structure.
   *
   * @param what names its place in messages
   * @throws BindingException if it does not fit
   */
  public synchronized RecordCodec record(Class<?> record, StructureType type, String what) {
    Laid laid = new Laid(record, type);
    RecordCodec known = records.get(laid);
    if (known != null) {
      return known;
    }
    if (!making.add(laid)) {
      throw new BindingException(what + ": " + record.getTypeName() + " contains itself");
    }
    try {
      MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(record, LOOKUP);
      RecordCodec codec = RecordCodec.of(record, type, lookup, this);
      records.put(laid, codec);
      return codec;
    } catch (IllegalAccessException e) {
      throw new BindingException(
          what + ": " + record.getTypeName() + " is not accessible: " + e.getMessage(), e);
    } finally {
      making.remove(laid);
    }
  }

  /**
   * A view over memory that begins with a structure. Its class is written when the first is made.
   *
   * @param what names its place in messages
   * @return {@code (MemorySegment) V}
   * @throws BindingException if it does not fit
   */
  public MethodHandle view(Class<?> view, StructureType type, String what) {
    checkView(view, type);
    return new ViewSite(view, () -> made(new Laid(view, type))).dynamicInvoker();
  }

  /**
   * Checks that a view fits a structure.
   *
   * @throws BindingException if it does not
   */
  public synchronized void checkView(Class<?> view, StructureType type) {
    Laid laid = new Laid(view, type);
    // What is being looked at leads back to itself.
    if (fitting.contains(laid) || !making.add(laid)) {
      return;
    }
    try {
      ViewMembers.check(view, type, this);
      fitting.add(laid);
    } finally {
      making.remove(laid);
    }
  }

  /** A structure behind a pointer that a view is laid over. */
  public record Viewed(StructureType type) {}

  /**
   * The structure that a view of a parameter or a result is laid over, where that is a pointer.
   *
   * @param c its type in C; null if it is not known
   * @return the structure; empty if C has something else than a pointer
   * @throws BindingException if the image knows nothing of the view's name
   */
  public Optional<Viewed> viewed(Class<?> view, CType c) {
    if (c != null && !(c.resolved() instanceof PointerType)) {
      return Optional.empty();
    }
    return Optional.of(new Viewed(behind(view, Optional.ofNullable(c))));
  }

  /** Members that have been found to fit, in whatever view. */
  MemberKinds memberKinds() {
    return memberKinds;
  }

  private synchronized MethodHandle made(Laid laid) {
    MethodHandle known = views.get(laid);
    if (known == null) {
      known = ViewClass.of(laid.java(), laid.type(), ContractHome.of(laid.java()), this);
      views.put(laid, known);
    }
    return known;
  }

  /**
   * A view of what a pointer leads to.
   *
   * @return {@code (MemorySegment pointer) V}, which gives null for NULL
   */
  public MethodHandle pointer(Class<?> view, StructureType type, String what) {
    long size = type.size().orElseThrow();
    MethodHandle behind = MethodHandles.insertArguments(StructMemory.BEHIND, 0, size);
    MethodHandle made = MethodHandles.filterReturnValue(behind, view(view, type, what));
    MethodHandle none =
        MethodHandles.dropArguments(MethodHandles.constant(view, null), 0, MemorySegment.class);
    return MethodHandles.guardWithTest(StructMemory.NULL, none, made);
  }
}
