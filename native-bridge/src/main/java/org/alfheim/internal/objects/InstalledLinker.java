package org.alfheim.internal.objects;

import java.util.Optional;
import java.util.ServiceLoader;
import org.alfheim.elf.ElfException;

/** Finds the linker, which is beside these classes or is not there. */
final class InstalledLinker {
  /** Of the class loader of these classes, and there as long as that: a search takes its time. */
  private static volatile ObjectLinker found;

  private InstalledLinker() {}

  /**
   * The linker.
   *
   * @param name what was to be linked
   * @throws ElfException if there is none; it says what to add
   */
  static ObjectLinker forFile(String name) {
    return find()
        .orElseThrow(() ->
            new ElfException(
                name,
                "e_type",
                -1,
                "relocatable objects have to be linked, and the linker is not here",
                "add org.alfheim:org.alfheim.linker, to the class path or in a framework as a"
                    + " bundle: it is a fragment of org.alfheim.native-bridge, which has to be"
                    + " refreshed then; or link before: alfheim link"));
  }

  /** The linker, if there is one. */
  static Optional<ObjectLinker> find() {
    if (found == null) {
      found =
          ServiceLoader.load(ObjectLinker.class, ObjectLinker.class.getClassLoader())
              .findFirst()
              .orElse(null);
    }
    return Optional.ofNullable(found);
  }
}
