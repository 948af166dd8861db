package org.alfheim.internal.objects;

import java.util.List;
import java.util.function.Supplier;
import org.alfheim.elf.SharedObject;
import org.alfheim.plugin.Linking;

/** One link of objects, with what is there for their imports. */
public final class ObjectLink {
  private ObjectLink() {}

  /**
   * Links.
   *
   * @param files the objects
   * @param how what the user has said
   * @param open gives images that are open, or will be, each by the name with which others need it;
   *     asked only if no library before has what is missing
   * @return the shared object, and what is to be said of it
   * @throws org.alfheim.elf.ElfException if they can't become one, or there is no linker
   */
  public static ObjectLinker.Linked of(
      ObjectFiles files, Linking how, Supplier<List<SharedObject>> open) {
    ObjectLinker linker = InstalledLinker.forFile(files.named().getFirst().name());
    NamedLibraries libraries = new NamedLibraries(open);
    return linker.link(
        new ObjectLinker.Request(
            files.inputs(),
            how.soname().orElse(""),
            how.referred(),
            how.symbolic(),
            libraries.needed(how),
            libraries.ofUser(how),
            libraries.others()));
  }
}
