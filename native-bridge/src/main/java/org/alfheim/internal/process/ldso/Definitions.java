package org.alfheim.internal.process.ldso;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.alfheim.internal.process.libc.Address;

/** Where a function lies that the C library, ld.so or the JVM defines. */
public final class Definitions {
  private static final List<String> LIBRARIES = List.of("libc.so.6", "libdl.so.2", "libjvm.so");

  /** The versions that the functions of dlfcn.h have had; references may have any. */
  private static final List<String> VERSIONS =
      List.of("GLIBC_2.2.5", "GLIBC_2.3.3", "GLIBC_2.3.4", "GLIBC_2.34", "GLIBC_PRIVATE");

  private Definitions() {}

  /**
   * All definitions of a name.
   *
   * @param name the name
   * @return their addresses, the one that comes first first
   */
  public static Set<Address> of(String name) {
    Set<Address> found = new LinkedHashSet<>();
    add(found, DynamicLinker.DEFAULT, name);
    for (String library : LIBRARIES) {
      long handle = DynamicLinker.held(library);
      if (handle != 0) {
        add(found, handle, name);
        DynamicLinker.close(handle);
      }
    }
    found.remove(new Address(0));
    return found;
  }

  /**
   * What the process finds by a name.
   *
   * @param name the name
   * @return its address, or 0
   */
  public static Address first(String name) {
    return new Address(DynamicLinker.lookUp(DynamicLinker.DEFAULT, name));
  }

  private static void add(Set<Address> found, long handle, String name) {
    found.add(new Address(DynamicLinker.lookUp(handle, name)));
    for (String version : VERSIONS) {
      found.add(new Address(DynamicLinker.lookUp(handle, name, version)));
    }
  }
}
