package org.alfheim.internal.bind.marshal;

import java.lang.annotation.Annotation;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.alfheim.bind.BindingException;
import org.alfheim.bind.Handle;
import org.alfheim.bind.Nullable;
import org.alfheim.bind.OpaquePointer;
import org.alfheim.bind.Releases;

/** The types of handles that a contract has, and what in it releases them. */
public final class Handles {
  private final MethodHandles.Lookup lookup;
  private final Function<Class<? extends Handle>, Function<OpaquePointer, Handle>> constructors;
  private final List<Release> releases = new ArrayList<>();
  private final Map<Class<?>, HandleType> types = new ConcurrentHashMap<>();
  private volatile Object implementation;

  /** A method that releases handles of a type. */
  private record Release(Method method, Class<?> type, boolean byClose) {}

  Handles(
      MethodHandles.Lookup lookup,
      List<ContractMethod> methods,
      Function<Class<? extends Handle>, Function<OpaquePointer, Handle>> constructors) {
    this.lookup = lookup;
    this.constructors = constructors;
    methods.forEach(this::addReleases);
  }

  private void addReleases(ContractMethod declared) {
    Method method = declared.method();
    Releases onMethod = method.getAnnotation(Releases.class);
    for (int i = 0; i < declared.annotations().size(); i++) {
      Class<?> type = method.getParameterTypes()[i];
      Releases releases = isHandle(type) ? onMethod : null;
      for (Annotation annotation : declared.annotations().get(i)) {
        releases = annotation instanceof Releases own ? own : releases;
      }
      if (releases != null) {
        boolean alone = method.getParameterCount() == 1;
        this.releases.add(new Release(method, type, releases.byClose() && alone));
      }
    }
  }

  /** Whether an annotation says that a call is the last use of a parameter. */
  public static boolean releases(Parameter parameter) {
    return parameter.isAnnotationPresent(Releases.class)
        || (isHandle(parameter.getType())
            && parameter.getDeclaringExecutable().isAnnotationPresent(Releases.class));
  }

  /**
   * Refuses a method whose annotations leave open what is released, or speak of something else.
   *
   * @throws BindingException if they do
   */
  public static void check(Method method) {
    int handles = 0;
    for (int i = 0; i < method.getParameterCount(); i++) {
      Parameter parameter = method.getParameters()[i];
      boolean handle = isHandle(parameter.getType());
      handles += handle ? 1 : 0;
      if (!handle
          && (parameter.isAnnotationPresent(Releases.class)
              || parameter.isAnnotationPresent(Nullable.class))) {
        throw new BindingException(
            ContractMethods.describe(method, i) + ": @Releases and @Nullable belong to a Handle");
      }
    }
    if (method.isAnnotationPresent(Releases.class) && handles != 1) {
      throw new BindingException(
          ContractMethods.describe(method)
              + ": @Releases on a method needs one Handle among its parameters, and there are "
              + handles
              + "; put it on the parameter that is released");
    }
    if (method.isAnnotationPresent(Nullable.class) && !isHandle(method.getReturnType())) {
      throw new BindingException(
          ContractMethods.describe(method) + ": @Nullable belongs to a Handle");
    }
  }

  /** Whether a Java type stands for an opaque pointer. */
  public static boolean isHandle(Class<?> type) {
    return Handle.class.isAssignableFrom(type);
  }

  /**
   * A type of handles.
   *
   * @param what names, in messages, where it is used
   * @throws BindingException if it is no interface, or has abstract methods of its own, or two
   *     methods of the contract claim to be what closes it
   */
  public HandleType type(Class<?> type, String what) {
    HandleType known = types.get(type);
    return known == null ? types.computeIfAbsent(type, _ -> make(type, what)) : known;
  }

  /**
   * A type of handles that {@code close()} releases.
   *
   * @param what names, in messages, where it is used
   * @throws BindingException if nothing in the contract releases it, or not it alone
   */
  HandleType closed(Class<?> type, String what) {
    if (releases.stream()
        .noneMatch(release -> release.byClose() && release.type().isAssignableFrom(type))) {
      throw new BindingException(
          what
              + ": no method of the contract that takes a "
              + type.getSimpleName()
              + " and nothing else is annotated with @Releases");
    }
    return type(type, what);
  }

  private HandleType make(Class<?> type, String what) {
    if (!type.isInterface() || type.isSealed()) {
      throw new BindingException(
          what
              + ": "
              + type.getTypeName()
              + " is a "
              + (type.isSealed() ? "sealed " : "")
              + (type.isInterface() ? "interface" : "class")
              + "; an interface that extends Handle can be implemented");
    }
    for (Method method : ContractMethods.of(type)) {
      if (method.getDeclaringClass() != Handle.class) {
        throw new BindingException(
            what
                + ": "
                + ContractMethods.describe(method)
                + " is abstract, and nobody implements it; a Handle has default and static methods"
                + " only");
      }
    }
    Class<? extends Handle> handle = type.asSubclass(Handle.class);
    List<Release> matching =
        releases.stream().filter(release -> release.type().isAssignableFrom(type)).toList();
    List<Release> byClose = closing(matching, type);
    if (byClose.size() > 1) {
      throw new BindingException(
          ContractMethods.describe(byClose.get(0).method())
              + " and "
              + ContractMethods.describe(byClose.get(1).method())
              + " both release a "
              + type.getSimpleName()
              + "; say of one @Releases(byClose = false)");
    }
    return new HandleType(
        handle, constructors.apply(handle), () -> releaser(handle, byClose), !matching.isEmpty());
  }

  /** What {@code close()} calls: for the type itself, or else for one that it extends. */
  private static List<Release> closing(List<Release> matching, Class<?> type) {
    List<Release> byClose = matching.stream().filter(Release::byClose).toList();
    List<Release> own = byClose.stream().filter(release -> release.type() == type).toList();
    return own.isEmpty() ? byClose : own;
  }

  private Consumer<Handle> releaser(Class<?> type, List<Release> byClose) {
    if (byClose.isEmpty()) {
      throw new UnsupportedOperationException(
          "nothing releases a "
              + type.getSimpleName()
              + ": no method of its contract that takes one, and nothing else, is annotated with"
              + " @Releases");
    }
    Method method = byClose.getFirst().method();
    try {
      MethodHandle call =
          lookup
              .unreflect(method)
              .bindTo(implementation)
              .asType(MethodType.methodType(void.class, Handle.class));
      return handle -> invoke(call, handle);
    } catch (IllegalAccessException e) {
      throw new BindingException(
          ContractMethods.describe(method) + " is not accessible: " + e.getMessage(), e);
    }
  }

  private static void invoke(MethodHandle call, Handle handle) {
    try {
      call.invokeExact(handle);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a method of a contract threw " + e, e);
    }
  }

  /** Says what implements the contract. */
  public void implementedBy(Object contract) {
    implementation = contract;
  }
}
