package org.alfheim.activator;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import org.alfheim.activator.header.NativePlugin;
import org.alfheim.elf.ElfException;
import org.alfheim.elf.SharedObject;
import org.alfheim.elf.SymbolTable;
import org.alfheim.loader.GoBuild;

/**
 * How an image is known to others, and which others it knows.
 *
 * @param soname {@code DT_SONAME}, or without one the file's name; empty for what is no image
 * @param needed {@code DT_NEEDED}, in the order of the file
 * @param opens whether it can ask for others when it runs, by {@code dlopen}, or when it is linked
 * @param go whether it is a Go plugin, which neither knows others by such names nor is known so
 */
record SonameLinkage(Optional<String> soname, List<String> needed, boolean opens, boolean go) {

  static SonameLinkage of(String name, byte[] image) {
    try {
      SharedObject object = SharedObject.parse(name, MemorySegment.ofArray(image).asReadOnly());
      String file = name.substring(name.lastIndexOf('/') + 1);
      boolean go = GoBuild.ofPlugin(object).isPresent();
      return new SonameLinkage(
          Optional.of(object.soname().orElse(file)), object.needed(), !go && opens(object), go);
    } catch (ElfException refused) {
      // The loader refuses it too, when its turn comes, and says so in its own words.
      return new SonameLinkage(Optional.empty(), List.of(), false, false);
    }
  }

  /**
   * What a bundle says of objects, which name no libraries by themselves: each plugin that the
   * bundle is wired to may have what they lack.
   */
  static SonameLinkage ofObjects(NativePlugin declaration) {
    return new SonameLinkage(
        declaration.linking().soname(), declaration.linking().needs(), true, false);
  }

  private static boolean opens(SharedObject object) {
    SymbolTable symbols = object.symbols();
    for (int i = 1; i < symbols.count(); i++) {
      if (symbols.named(i, "dlopen") || symbols.named(i, "dlmopen")) {
        return true;
      }
    }
    return false;
  }
}
