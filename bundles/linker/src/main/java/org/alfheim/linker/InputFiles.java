package org.alfheim.linker;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.alfheim.elf.ElfBytes;
import org.alfheim.elf.FileHeader;
import org.alfheim.elf.SharedObject;
import org.alfheim.linker.object.Input;
import org.alfheim.linker.object.LinkException;
import org.alfheim.linker.object.ObjectArchive;
import org.alfheim.linker.script.LinkerScript;

/** The files of a link, with those in place of linker scripts that the scripts name. */
final class InputFiles {
  private static final int ELF = 0x464c457f;

  /** Scripts that name scripts: none is known that goes deeper than two. */
  private static final int DEEPEST = 8;

  /** Scripts name a few files; each is read. */
  private static final int MOST_NAMED = 4096;

  private final List<Input> files = new ArrayList<>();
  private final List<SharedObject> libraries = new ArrayList<>();
  private final Set<String> needed = new LinkedHashSet<>();
  private int named;

  /**
   * Follows the scripts among the files.
   *
   * @param inputs objects, archives, and scripts
   * @throws LinkException if a script names a file that is not there
   */
  InputFiles(List<Input> inputs) {
    inputs.forEach(input -> add(input, "", 0));
    if (files.isEmpty()) {
      throw new LinkException(
          inputs.isEmpty() ? "the link" : inputs.getFirst().name(),
          "there is no object in what was named",
          "name an object, or an archive that has some");
    }
  }

  /** Adds a file, and says of what it names in which folder, with a slash, it is. */
  private void add(Input input, String folder, int depth) {
    if (ObjectArchive.isArchive(input) || !LinkerScript.isText(input)) {
      files.add(input);
      return;
    }
    if (depth == DEEPEST) {
      throw new LinkException(input.name(), "a script that scripts name in a circle", "");
    }
    for (LinkerScript.NamedFile file : LinkerScript.files(input)) {
      if (++named > MOST_NAMED) {
        throw new LinkException(
            input.name() + ":" + file.line(), "scripts name more than 4,096 files", "");
      }
      Input found = find(input, folder, file);
      if (isShared(found)) {
        addLibrary(found, file.asNeeded());
      } else {
        add(found, folderOf(found.name()), depth + 1);
      }
    }
  }

  private static Input find(Input script, String folder, LinkerScript.NamedFile named) {
    for (String name : named.names()) {
      Optional<MemorySegment> bytes = script.neighbour().apply(name);
      if (bytes.isPresent()) {
        return new Input(
            inFolder(folder, name),
            bytes.get(),
            other -> script.neighbour().apply(inFolder(folderOf(name), other)));
      }
    }
    throw new LinkException(
        script.name() + ":" + named.line(),
        "the script names " + String.join(" or ", named.names()) + ", and there is no such file",
        "");
  }

  private static String folderOf(String name) {
    return name.substring(0, name.lastIndexOf('/') + 1);
  }

  private static String inFolder(String folder, String name) {
    return name.startsWith("/") ? name : folder + name;
  }

  private static boolean isShared(Input input) {
    ElfBytes file = new ElfBytes(input.name(), input.bytes());
    return file.size() >= 18
        && file.window(0, 4, "e_ident", 0).getInt(0) == ELF
        && file.window(16, 2, "e_type", 16).getShort(0) == FileHeader.ET_DYN;
  }

  private void addLibrary(Input input, boolean asNeeded) {
    SharedObject library = SharedObject.parse(input.name(), input.bytes());
    libraries.add(library);
    if (!asNeeded) {
      needed.add(library.soname().orElse(library.name()));
    }
  }

  /** Objects and archives. */
  List<Input> files() {
    return files;
  }

  /** The options, with the shared objects that scripts name. */
  LinkOptions with(LinkOptions options) {
    if (libraries.isEmpty()) {
      return options;
    }
    List<SharedObject> known = new ArrayList<>(libraries);
    known.addAll(options.libraries());
    Set<String> all = new LinkedHashSet<>(options.needed());
    all.addAll(needed);
    return options.withLibraries(known).withNeeded(List.copyOf(all));
  }
}
