package org.alfheim.internal.admission;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.alfheim.elf.SharedObject;
import org.alfheim.internal.plan.Scope;
import org.alfheim.internal.process.ldso.GlobalScope;
import org.alfheim.internal.process.ldso.LoadedLibrary;

/**
 * Where the references of images that are loaded together are looked up before the images
 * themselves: in the process's global scope, then in those of the group that come first.
 *
 * @param images the images that come first
 * @param libraries what the process has already of the libraries that they need, by soname; it
 *     counts as if all of it came first
 */
public record GroupScope(List<SharedObject> images, Set<String> libraries) implements Scope {

  /** The global scope alone. */
  public static final GroupScope GLOBAL = new GroupScope(List.of(), Set.of());

  /** The scope of what comes after another image. */
  public GroupScope after(SharedObject image) {
    List<SharedObject> moreImages = new ArrayList<>(images);
    moreImages.add(image);
    Set<String> moreLibraries = new LinkedHashSet<>(libraries);
    for (String library : image.loadsLibraries()) {
      if (LoadedLibrary.find(library).isPresent()) {
        moreLibraries.add(library);
      }
    }
    return new GroupScope(moreImages, moreLibraries);
  }

  @Override
  public boolean defines(String symbol, Optional<String> version) {
    if (GlobalScope.precedes(symbol, version)) {
      return true;
    }
    for (SharedObject image : images) {
      if (version.isPresent()
          ? image.find(symbol, version.get()).isPresent()
          : image.find(symbol).isPresent()) {
        return true;
      }
    }
    for (String library : libraries) {
      if (LoadedLibrary.defines(library, symbol)) {
        return true;
      }
    }
    return false;
  }
}
