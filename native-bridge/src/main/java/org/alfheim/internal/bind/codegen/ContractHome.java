package org.alfheim.internal.bind.codegen;

import java.lang.invoke.MethodHandles;
import org.alfheim.bind.BindingException;

/**
 * Finds where the implementation of a contract is defined: in the package of the interface and by
 * its class loader, so that the interface may be package-private, and so that all its types are
 * seen, in whatever bundle it is. Interfaces of the platform are implemented in this package.
 */
public final class ContractHome {
  private static final MethodHandles.Lookup OWN = MethodHandles.lookup();

  private ContractHome() {}

  /** A lookup with full privilege access in the home of a contract. */
  public static MethodHandles.Lookup of(Class<?> contract) {
    if (!contract.isInterface() || contract.isAnnotation()) {
      throw new BindingException(contract.getTypeName() + " is not an interface");
    }
    if (contract.isSealed() || contract.isHidden()) {
      throw new BindingException(
          contract.getTypeName()
              + " is "
              + (contract.isSealed() ? "sealed" : "hidden")
              + " and can't be implemented");
    }
    ClassLoader loader = contract.getClassLoader();
    if (loader == null || loader.equals(ClassLoader.getPlatformClassLoader())) {
      return OWN;
    }
    MethodHandles.Lookup there = enter(contract);
    try {
      return there.hasFullPrivilegeAccess() ? there : HostClass.in(contract, there);
    } catch (IllegalAccessException | LinkageError e) {
      throw new BindingException(
          contract.getTypeName() + " can't be implemented: " + e.getMessage(), e);
    }
  }

  private static MethodHandles.Lookup enter(Class<?> contract) {
    try {
      return MethodHandles.privateLookupIn(contract, OWN);
    } catch (IllegalAccessException e) {
      Module own = OWN.lookupClass().getModule();
      throw new BindingException(
          contract.getTypeName()
              + " can't be implemented: module "
              + contract.getModule().getName()
              + " does not open package "
              + contract.getPackageName()
              + " to "
              + (own.isNamed() ? own.getName() : "the unnamed module")
              + "; add 'opens "
              + contract.getPackageName()
              + ";' to its module-info",
          e);
    }
  }
}
