package org.alfheim.internal.bind;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.alfheim.bind.BindingException;
import org.alfheim.bind.SymbolKind;
import org.alfheim.internal.bind.check.Contradictions;
import org.alfheim.internal.bind.codegen.ContractClass;
import org.alfheim.internal.bind.codegen.ContractHome;
import org.alfheim.internal.bind.codegen.HandleClass;
import org.alfheim.internal.bind.marshal.Binding;
import org.alfheim.internal.bind.marshal.BoundMethod;
import org.alfheim.internal.bind.marshal.ContractMethod;
import org.alfheim.internal.bind.marshal.MethodParts;
import org.alfheim.internal.bind.marshal.Target;
import org.alfheim.internal.bind.marshal.Targets;
import org.alfheim.internal.bind.struct.PointedFunction;
import org.alfheim.internal.bind.struct.PointerCalls;
import org.alfheim.internal.bind.struct.Structures;
import org.alfheim.types.CType;
import org.alfheim.types.KnownType;

/**
 * Lays interfaces over function pointers as {@link Contract} does over symbols, with the same
 * checks.
 */
public final class PointedInterfaces implements PointerCalls {
  private final Binding binding;

  private PointedInterfaces(Binding binding) {
    this.binding = binding;
  }

  /** The structures of an image, with the functions in them, for a contract. */
  static Structures structures(Function<String, Optional<CType>> names, Binding binding) {
    return new Structures(names, binding, new PointedInterfaces(binding));
  }

  /**
   * The structures of an image, for no contract.
   *
   * @param names what the image knows of names of types
   */
  public static Structures structures(Targets targets, Function<String, Optional<CType>> names) {
    return structures(
        names, new Binding(MethodHandles.publicLookup(), List.of(), targets, HandleClass::new));
  }

  /** A function that a pointer leads to, when somebody lays a method over it. */
  private record Pointed(PointedFunction function, String image, Structures structures)
      implements Target {
    @Override
    public String name() {
      return function.name();
    }

    @Override
    public SymbolKind kind() {
      return SymbolKind.FUNCTION;
    }

    @Override
    public long size() {
      return 0;
    }

    @Override
    public boolean writable() {
      return false;
    }

    @Override
    public Optional<KnownType> knownType() {
      return function
          .type()
          .map(type -> new KnownType(type, "the pointer's type", Optional.empty()));
    }

    @Override
    public Optional<CType> typeNamed(String name) {
      return structures.names().apply(name);
    }

    @Override
    public MemorySegment segment() {
      throw new BindingException(name() + " lies where a pointer says");
    }
  }

  @Override
  public Supplier<MethodHandle> calling(
      Class<?> java,
      List<PointedFunction> functions,
      List<BoundMethod> values,
      Supplier<Object> meaning,
      Structures structures) {
    MethodHandles.Lookup host = ContractHome.of(java);
    Binding seen = binding.seenBy(host);
    FittingParts fitting = new FittingParts(host, seen, structures);
    Contradictions contradictions = new Contradictions(java);
    List<Pointed> targets = new ArrayList<>(functions.size());
    for (PointedFunction function : functions) {
      Pointed target = new Pointed(function, seen.image(), structures);
      contradictions.see(function.method(), target);
      targets.add(target);
    }
    contradictions.refuse(seen.image());
    List<Supplier<BoundMethod>> methods = new ArrayList<>(targets.size());
    targets.forEach(target -> methods.add(bound(target, seen, fitting)));
    return () -> {
      List<BoundMethod> all = new ArrayList<>(values);
      methods.forEach(method -> all.add(method.get()));
      return implementation(host, java, seen, all, meaning.get());
    };
  }

  /**
   * Lays a method over the function of a pointer: at once, unless it is known to be possible.
   *
   * @throws BindingException if it does not fit
   */
  private static Supplier<BoundMethod> bound(Pointed target, Binding seen, FittingParts fitting) {
    Method method = target.function().method();
    Optional<MethodParts> parts = MethodParts.of(ContractMethod.of(method), target.knownType());
    if (fitting.all(method, parts)) {
      return () -> bound(target, seen);
    }
    BoundMethod bound = bound(target, seen);
    parts.ifPresent(fitting::add);
    return () -> bound;
  }

  private static BoundMethod bound(Pointed target, Binding seen) {
    return CalledMethod.of(target.function().method(), seen)
        .bindPointed(target, target.structures(), target.function().place());
  }

  private static MethodHandle implementation(
      MethodHandles.Lookup host,
      Class<?> java,
      Binding binding,
      List<BoundMethod> methods,
      Object meaning) {
    try {
      return ContractClass.pointed(
          host,
          java,
          java.getSimpleName() + " of a pointer of " + binding.image(),
          methods,
          meaning);
    } catch (IllegalAccessException | LinkageError e) {
      throw new BindingException(
          java.getTypeName() + " can't be implemented: " + e.getMessage(), e);
    }
  }
}
