package org.alfheim.internal.bind.codegen;

import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A foothold in a contract's package where the contract is of another module: of another bundle,
 * since each class loader has an unnamed module of its own.
 *
 * <p>A lookup that has crossed a module may define an ordinary class in the package, but not a
 * hidden one. So one ordinary class is defined for each contract, which does nothing but hand out
 * the lookup that it has there itself.
 */
final class HostClass {
  private static final ClassDesc METHOD_HANDLES = ClassDesc.of(MethodHandles.class.getName());
  private static final ClassDesc LOOKUP =
      MethodHandles.Lookup.class.describeConstable().orElseThrow();
  private static final String GIVE = "lookup";

  /**
   * What the host of a contract has handed out, once it is there. A contract outlives these classes
   * where a framework refreshes them, so what it keeps is of the JDK's classes alone.
   */
  private static final ClassValue<AtomicReference<MethodHandles.Lookup>> OF =
      new ClassValue<>() {
        @Override
        protected AtomicReference<MethodHandles.Lookup> computeValue(Class<?> contract) {
          return new AtomicReference<>();
        }
      };

  private HostClass() {}

  /**
   * Full access to the package of a contract.
   *
   * @param contract the contract
   * @param crossed a lookup in the contract that has package access
   * @return a lookup with full privileges in that package
   * @throws IllegalAccessException if the given lookup has no package access
   */
  static MethodHandles.Lookup in(Class<?> contract, MethodHandles.Lookup crossed)
      throws IllegalAccessException {
    AtomicReference<MethodHandles.Lookup> host = OF.get(contract);
    synchronized (host) {
      if (host.get() == null) {
        host.set(ask(define(contract, crossed), crossed));
      }
      return host.get();
    }
  }

  private static Class<?> define(Class<?> contract, MethodHandles.Lookup crossed)
      throws IllegalAccessException {
    String name = contract.getName() + "$AlfheimHost";
    try {
      return crossed.defineClass(write(ClassDesc.of(name)));
    } catch (LinkageError duplicate) {
      // Another copy of this loader was here before, in another bundle or another framework.
      try {
        return crossed.findClass(name);
      } catch (ClassNotFoundException absent) {
        throw duplicate;
      }
    }
  }

  private static byte[] write(ClassDesc name) {
    MethodTypeDesc give = MethodTypeDesc.of(LOOKUP);
    return ClassFile.of()
        .build(
            name,
            type ->
                type.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SUPER | ClassFile.ACC_SYNTHETIC)
                    .withMethodBody(
                        GIVE,
                        give,
                        ClassFile.ACC_STATIC,
                        code -> code.invokestatic(METHOD_HANDLES, GIVE, give).areturn()));
  }

  private static MethodHandles.Lookup ask(Class<?> host, MethodHandles.Lookup crossed)
      throws IllegalAccessException {
    try {
      MethodHandle give =
          crossed.findStatic(host, GIVE, MethodType.methodType(MethodHandles.Lookup.class));
      return (MethodHandles.Lookup) give.invokeExact();
    } catch (IllegalAccessException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a method that only returns failed", e);
    }
  }
}
