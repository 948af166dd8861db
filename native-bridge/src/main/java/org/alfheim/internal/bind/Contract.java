package org.alfheim.internal.bind;

import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.alfheim.bind.BindingException;
import org.alfheim.internal.bind.check.Contradictions;
import org.alfheim.internal.bind.codegen.ContractClass;
import org.alfheim.internal.bind.codegen.ContractHome;
import org.alfheim.internal.bind.codegen.HandleClass;
import org.alfheim.internal.bind.marshal.Binding;
import org.alfheim.internal.bind.marshal.BoundMethod;
import org.alfheim.internal.bind.marshal.ContractMethod;
import org.alfheim.internal.bind.marshal.ContractMethods;
import org.alfheim.internal.bind.marshal.MethodParts;
import org.alfheim.internal.bind.marshal.Target;
import org.alfheim.internal.bind.marshal.Targets;
import org.alfheim.internal.bind.struct.Structures;
import org.alfheim.types.CType;

/**
 * Lays a Java interface over the symbols of an image: each abstract method becomes a call of the
 * function, or an access of the variable, that has its name. {@link org.alfheim.bind} has the table
 * of types and the list of annotations.
 *
 * <p>Default, static and private methods are the interface's own, and so are {@code equals} and
 * {@code hashCode}; {@code toString} names the interface and the image.
 *
 * <p>An implementation is safe for use by any number of threads, as far as the image is.
 */
public final class Contract {
  private Contract() {}

  /**
   * Lays an interface over an image.
   *
   * @param <T> the interface
   * @param contract the interface; it need not be public
   * @param targets the image's symbols
   * @return an implementation whose methods call the image
   * @throws BindingException if symbols are missing (all of them are named), a symbol is of the
   *     wrong kind or size, a type has no counterpart in C, or the interface can't be implemented:
   *     it is sealed or hidden, or in a named module that doesn't open its package
   */
  public static <T> T bind(Class<T> contract, Targets targets) {
    MethodHandles.Lookup host = ContractHome.of(contract);
    List<ContractMethod> methods = ContractMethod.of(ContractMethods.of(contract));
    List<FoundMethod> found = find(contract, methods, targets);
    Contradictions contradictions = new Contradictions(contract);
    List<BindingException> refused = new ArrayList<>();
    Binding binding = new Binding(host, methods, targets, HandleClass::new);
    // One for all methods: to lay a view over a structure costs far more than to bind a method.
    Structures structures = PointedInterfaces.structures(name -> named(found, name), binding);
    List<BoundMethod> bound = new ArrayList<>();
    MethodBinder binder = new MethodBinder(contract, host, binding, structures);
    for (FoundMethod each : found) {
      Method method = each.declared().method();
      Target target = each.target();
      Optional<MethodParts> parts = MethodParts.of(each.declared(), target.knownType());
      if (contradictions.see(method, target, parts)) {
        try {
          bound.add(binder.bind(method, target, parts));
        } catch (BindingException misfit) {
          refused.add(misfit);
        }
      }
    }
    contradictions.refuse(targets.image(), refused);
    UnboundLengths.tell(contract, found);
    return implement(binding, host, contract, targets.image(), bound);
  }

  private static void check(Class<?> contract, String image, Map<Method, Target> found) {
    Contradictions contradictions = new Contradictions(contract);
    found.forEach(contradictions::see);
    contradictions.refuse(image);
  }

  /** What a name of a type stands for in the image, all of whose symbols know the same. */
  private static Optional<CType> named(List<FoundMethod> image, String name) {
    return image.isEmpty() ? Optional.empty() : image.getFirst().target().typeNamed(name);
  }

  /**
   * What {@link #bind} would refuse of an interface, found without a live image: nothing is called,
   * and no target is asked for its {@link Target#segment}. A build asks so for the bundle that it
   * makes. Symbols that are missing are left to the caller, who may know of others.
   *
   * @param contract the interface
   * @param targets the image's symbols, as the file has them
   * @return a line for each method that does not fit, naming the method and the type; empty if all
   *     fit
   */
  public static List<String> misfits(Class<?> contract, Targets targets) {
    List<String> misfits = new ArrayList<>();
    try {
      MethodHandles.Lookup host = ContractHome.of(contract);
      Collection<Method> methods = ContractMethods.of(contract);
      Binding binding = new Binding(host, ContractMethod.of(methods), targets, HandleClass::new);
      Contradictions contradictions = new Contradictions(contract);
      Structures structures =
          PointedInterfaces.structures(name -> named(targets, methods, name), binding);
      for (Method method : methods) {
        Optional<? extends Target> target = targets.find(ContractMethods.symbol(method));
        misfit(method, target, binding, structures).ifPresent(misfits::add);
        target.ifPresent(symbol -> contradictions.see(method, symbol));
      }
      misfits.addAll(contradictions.lines());
    } catch (BindingException refused) {
      misfits.add(refused.getMessage());
    }
    return List.copyOf(misfits);
  }

  private static Optional<CType> named(Targets image, Collection<Method> methods, String name) {
    for (Method method : methods) {
      Optional<? extends Target> target = image.find(ContractMethods.symbol(method));
      if (target.isPresent()) {
        return target.get().typeNamed(name);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> misfit(
      Method method, Optional<? extends Target> target, Binding binding, Structures structures) {
    try {
      MethodTypes types = MethodTypes.of(method, binding);
      target.ifPresent(symbol -> types.check(symbol, structures));
      return Optional.empty();
    } catch (BindingException refused) {
      return Optional.of(refused.getMessage());
    }
  }

  /**
   * Lays a functional interface over one function, whatever its method is called.
   *
   * @param <F> the interface
   * @param functional an interface with one abstract method, such as {@link Runnable} or {@link
   *     java.util.function.IntBinaryOperator}; not a generic one, whose types are Objects for the
   *     JVM
   * @param target the function
   * @return an implementation that calls the function
   * @throws BindingException if it is no functional interface, the symbol is of the wrong kind, a
   *     type has no counterpart in C, or the interface can't be implemented
   */
  public static <F> F function(Class<F> functional, Target target) {
    MethodHandles.Lookup host = ContractHome.of(functional);
    Method method = ContractMethods.single(functional, target.name());
    check(functional, target.image(), Map.of(method, target));
    Binding binding =
        new Binding(host, List.of(ContractMethod.of(method)), only(target), HandleClass::new);
    return implement(
        binding,
        host,
        functional,
        target.image() + ": " + target.name(),
        List.of(
            MethodTypes.of(method, binding)
                .bind(target, PointedInterfaces.structures(target::typeNamed, binding))));
  }

  private static Targets only(Target target) {
    return new Targets() {
      @Override
      public String image() {
        return target.image();
      }

      @Override
      public Optional<Target> find(String name) {
        return Optional.of(target).filter(symbol -> symbol.name().equals(name));
      }
    };
  }

  private static List<FoundMethod> find(
      Class<?> contract, List<ContractMethod> methods, Targets targets) {
    List<FoundMethod> found = new ArrayList<>(methods.size());
    TreeSet<String> missing = new TreeSet<>();
    for (ContractMethod method : methods) {
      String symbol = ContractMethods.symbol(method.method());
      Optional<? extends Target> target = targets.find(symbol);
      if (target.isPresent()) {
        found.add(new FoundMethod(method, target.get()));
      } else {
        missing.add(symbol);
      }
    }
    if (!missing.isEmpty()) {
      throw missing(contract, methods, targets, missing);
    }
    return found;
  }

  private static BindingException missing(
      Class<?> contract, List<ContractMethod> methods, Targets targets, Set<String> missing) {
    long wanted =
        methods.stream().map(method -> ContractMethods.symbol(method.method())).distinct().count();
    return new BindingException(
        targets.image()
            + " exports "
            + (missing.size() == wanted ? "none" : (wanted - missing.size()))
            + " of the "
            + wanted
            + " symbols of "
            + contract.getName()
            + "; missing: "
            + missing.stream()
                .map(symbol ->
                    symbol + targets.hint(symbol).map(hint -> " (" + hint + ")").orElse(""))
                .collect(Collectors.joining(", "))
            + "; @Name gives a method another symbol",
        List.copyOf(missing));
  }

  private static <T> T implement(
      Binding binding,
      MethodHandles.Lookup host,
      Class<T> contract,
      String image,
      List<BoundMethod> methods) {
    try {
      T implementation =
          ContractClass.instance(
              host, contract, contract.getSimpleName() + " of " + image, methods);
      binding.handles().implementedBy(implementation);
      return implementation;
    } catch (IllegalAccessException | LinkageError e) {
      throw new BindingException(
          contract.getTypeName() + " can't be implemented: " + e.getMessage(), e);
    }
  }
}
