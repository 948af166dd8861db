package org.alfheim.internal.bind.struct;

import static java.lang.invoke.MethodType.methodType;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.alfheim.bind.BindingException;
import org.alfheim.bind.Struct;
import org.alfheim.internal.bind.codegen.ContractHome;
import org.alfheim.types.CType;
import org.alfheim.types.StructureType;

/**
 * The views and records that are laid over the structures of one image. Safe for use by any number
 * of threads.
 */
public final class Structures {
  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

  private final Function<String, Optional<CType>> names;
  private final Map<Laid, MethodHandle> views = new ConcurrentHashMap<>();

  /** What is being made by this thread: a structure may lead back to itself. */
  private final ThreadLocal<Set<Laid>> making = ThreadLocal.withInitial(HashSet::new);

  /**
   * The structures of an image.
   *
   * @param names what the image knows of names of types
   */
  public Structures(Function<String, Optional<CType>> names) {
    this.names = names;
  }

  record Laid(Class<?> java, StructureType type) {}

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
                  + "; @Name says another");
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
  public RecordCodec record(Class<?> record, StructureType type, String what) {
    Laid laid = new Laid(record, type);
    if (!making.get().add(laid)) {
      throw new BindingException(what + ": " + record.getTypeName() + " contains itself");
    }
    try {
      MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(record, LOOKUP);
      return RecordCodec.of(record, type, lookup, this);
    } catch (IllegalAccessException e) {
      throw new BindingException(
          what + ": " + record.getTypeName() + " is not accessible: " + e.getMessage(), e);
    } finally {
      making.get().remove(laid);
    }
  }

  /**
   * A view over memory that begins with a structure.
   *
   * @param what names its place in messages
   * @return {@code (MemorySegment) V}
   * @throws BindingException if it does not fit
   */
  public MethodHandle view(Class<?> view, StructureType type, String what) {
    Laid laid = new Laid(view, type);
    MethodHandle known = views.get(laid);
    if (known != null) {
      return known;
    }
    if (!making.get().add(laid)) {
      return later(laid);
    }
    try {
      MethodHandle made = ViewClass.of(view, type, ContractHome.of(view), this);
      MethodHandle earlier = views.putIfAbsent(laid, made);
      return earlier == null ? made : earlier;
    } finally {
      making.get().remove(laid);
    }
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

  private MethodHandle later(Laid laid) {
    try {
      return LOOKUP
          .bind(this, "made", methodType(Struct.class, Laid.class, MemorySegment.class))
          .bindTo(laid)
          .asType(methodType(laid.java(), MemorySegment.class));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A view that was still being made when another led to it; found by its name. */
  Struct made(Laid laid, MemorySegment memory) throws Throwable {
    return (Struct) view(laid.java(), laid.type(), laid.java().getTypeName()).invoke(memory);
  }
}
