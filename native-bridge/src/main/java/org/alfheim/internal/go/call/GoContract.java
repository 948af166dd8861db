package org.alfheim.internal.go.call;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.alfheim.bind.BindingException;
import org.alfheim.bind.Global;
import org.alfheim.bind.TypeMismatchException;
import org.alfheim.internal.bind.codegen.ContractClass;
import org.alfheim.internal.bind.codegen.ContractHome;
import org.alfheim.internal.bind.marshal.BoundMethod;
import org.alfheim.internal.bind.marshal.ContractMethods;
import org.alfheim.internal.go.GoExport;
import org.alfheim.internal.go.frame.HostInterface;
import org.alfheim.internal.go.frame.MisfitException;
import org.alfheim.types.GoType;

/**
 * Lays a Java interface over the exports of a Go plugin: each abstract method is the function of
 * its name, or with {@link Global} the variable. All that does not fit is told at once.
 */
public final class GoContract {
  private final GoExports exports;
  private final Targets targets;
  private final Class<?> contract;
  private final GenericTypes generic;
  private final CodecFactory codecs;
  private final List<String> misfits = new ArrayList<>();
  private final List<BoundMethod> bound = new ArrayList<>();

  /** What becomes of an export. */
  private enum Use {
    CALL,
    LOAD,
    STORE
  }

  /** What is called where the plugin is open. */
  private interface Targets {
    CallTarget of(String export, Use use);
  }

  private GoContract(GoExports exports, Targets targets, Type contract) {
    this.exports = exports;
    this.targets = targets;
    this.contract = GenericTypes.raw(contract);
    this.generic = GenericTypes.of(contract);
    this.codecs = new CodecFactory(exports.types());
  }

  private static GoContract of(Class<?> contract, OpenGoPlugin plugin) {
    HostInterface host = plugin.host();
    return new GoContract(
        plugin.exports(),
        (export, use) ->
            CallTarget.of(
                host,
                export,
                switch (use) {
                  case CALL -> host.call();
                  case LOAD -> host.load();
                  case STORE -> host.store();
                },
                plugin.handle(export)),
        contract);
  }

  /**
   * What would keep an interface from being laid over a plugin that need not be open.
   *
   * @param contract the interface
   * @param exports what the plugin exports
   * @return what does not fit, a line for each method; none if it can be bound
   */
  public static List<String> misfits(Class<?> contract, GoExports exports) {
    GoContract work =
        new GoContract(
            exports,
            (export, _) -> {
              throw new IllegalStateException(export + " is in no plugin that is open");
            },
            contract);
    List<String> lines = new ArrayList<>();
    try {
      ContractHome.of(contract);
      for (Method method : ContractMethods.of(contract)) {
        String name = ContractMethods.symbol(method);
        if (exports.find(name).isPresent()) {
          work.add(method, name);
        } else {
          lines.add(name + ": not exported" + exports.hint(name));
        }
      }
    } catch (BindingException refused) {
      lines.add(refused.getMessage());
    }
    lines.addAll(work.misfits);
    return List.copyOf(lines);
  }

  /**
   * Lays an interface over a plugin.
   *
   * @param <T> the interface
   * @param contract the interface; it need not be public
   * @return an implementation whose methods call the plugin
   * @throws BindingException if exports are missing (all of them are named), or the interface can't
   *     be implemented
   * @throws TypeMismatchException if methods don't fit their exports (all of them are named)
   */
  public static <T> T bind(Class<T> contract, OpenGoPlugin plugin) {
    MethodHandles.Lookup home = ContractHome.of(contract);
    Collection<Method> methods = ContractMethods.of(contract);
    GoContract work = of(contract, plugin);
    work.refuseMissing(methods);
    for (Method method : methods) {
      work.add(method, ContractMethods.symbol(method));
    }
    return contract.cast(work.implement(home, contract.getSimpleName() + " of " + plugin.image()));
  }

  /**
   * Lays a functional interface over one function, whatever its method is called.
   *
   * @param <F> the interface
   * @param functional an interface with one abstract method
   * @param export the function's name, or that of a variable that has one
   * @throws BindingException if there is no such export, or the interface can't be implemented
   * @throws TypeMismatchException if its method doesn't fit
   */
  public static <F> F function(Class<F> functional, OpenGoPlugin plugin, String export) {
    MethodHandles.Lookup home = ContractHome.of(functional);
    GoContract work = of(functional, plugin);
    work.add(ContractMethods.single(functional, export), export);
    return functional.cast(work.implement(home, plugin.image() + ": " + export));
  }

  private void refuseMissing(Collection<Method> methods) {
    TreeSet<String> missing = new TreeSet<>();
    TreeSet<String> wanted = new TreeSet<>();
    for (Method method : methods) {
      String name = ContractMethods.symbol(method);
      wanted.add(name);
      if (exports.find(name).isEmpty()) {
        missing.add(name);
      }
    }
    if (!missing.isEmpty()) {
      throw new BindingException(
          exports.image()
              + " exports "
              + (missing.size() == wanted.size() ? "none" : wanted.size() - missing.size())
              + " of the "
              + wanted.size()
              + " names of "
              + contract.getName()
              + "; missing: "
              + missing.stream()
                  .map(name -> name + exports.hint(name))
                  .collect(Collectors.joining(", "))
              + "; @Name gives a method another name",
          List.copyOf(missing));
    }
  }

  private void add(Method method, String name) {
    GoExport export =
        exports
            .find(name)
            .orElseThrow(() ->
                new BindingException(
                    exports.image() + " exports no " + name + exports.hint(name), List.of(name)));
    try {
      bound.add(
          method.isAnnotationPresent(Global.class)
              ? variable(method, export)
              : function(method, export));
    } catch (MisfitException misfit) {
      misfits.add(
          name
              + ": Go has "
              + said(export)
              + ", the interface has "
              + (method.isAnnotationPresent(Global.class) ? "@Global " : "")
              + GenericTypes.spelling(method)
              + (misfit.getMessage().isEmpty() ? "" : " (" + misfit.getMessage() + ")"));
    }
  }

  private static String said(GoExport export) {
    return (export.function() ? "" : "the variable ") + export.type().text();
  }

  private BoundMethod function(Method method, GoExport export) {
    if (!(codecs.types().behind(export.type()) instanceof GoType.Func func)) {
      throw new MisfitException("@Global says that a method reads or writes a variable");
    }
    Signature signature = Signature.of(func, method, generic, codecs);
    MethodType type = BoundMethod.type(method);
    return bound(method, () -> CallCode.link(targets.of(export.name(), Use.CALL), signature, type));
  }

  private BoundMethod variable(Method method, GoExport export) {
    if (export.function()) {
      throw new MisfitException("it is no variable: leave @Global out");
    }
    boolean reads = method.getParameterCount() == 0 && method.getReturnType() != void.class;
    boolean writes = method.getParameterCount() == 1 && method.getReturnType() == void.class;
    if (!reads && !writes) {
      throw new MisfitException("a variable is read without parameters, or written with one");
    }
    GoType.Func func =
        reads
            ? new GoType.Func(List.of(), List.of(export.type()), false)
            : new GoType.Func(List.of(export.type()), List.of(), false);
    Signature signature = Signature.variable(func, method, generic, codecs);
    MethodType type = BoundMethod.type(method);
    Use use = reads ? Use.LOAD : Use.STORE;
    return bound(method, () -> CallCode.link(targets.of(export.name(), use), signature, type));
  }

  private static BoundMethod bound(Method method, Supplier<MethodHandle> link) {
    return BoundMethod.plain(method, link);
  }

  private Object implement(MethodHandles.Lookup home, String description) {
    if (!misfits.isEmpty()) {
      throw new TypeMismatchException(exports.image() + ": " + String.join("; ", misfits), misfits);
    }
    try {
      return ContractClass.instance(home, contract, description, bound);
    } catch (IllegalAccessException | LinkageError e) {
      throw new BindingException(
          contract.getTypeName() + " can't be implemented: " + e.getMessage(), e);
    }
  }
}
