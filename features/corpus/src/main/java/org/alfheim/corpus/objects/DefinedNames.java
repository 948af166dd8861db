package org.alfheim.corpus.objects;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.alfheim.elf.ElfException;
import org.alfheim.elf.SharedObject;
import org.alfheim.linker.object.Input;
import org.alfheim.linker.object.LinkException;
import org.alfheim.linker.object.ObjectArchive;
import org.alfheim.linker.object.ObjectReader;
import org.alfheim.linker.object.ObjectSymbol;

/**
 * Which symbols a file has for others, and which it asks for, by their names without versions.
 *
 * @param file the object, archive or shared library
 * @param defined what it has
 * @param undefined what it asks for; of a shared library nothing, as ld.so sees to that
 */
record DefinedNames(Path file, Set<String> defined, Set<String> undefined) {

  /** Those of an object or an archive; none of a file that is neither. */
  static DefinedNames ofObjects(Path file) {
    DefinedNames names = new DefinedNames(file, new HashSet<>(), new HashSet<>());
    try {
      Input input = LinkableFiles.input(file);
      if (ObjectArchive.isArchive(input)) {
        ObjectArchive.members(input).stream().filter(LinkableFiles::isElf).forEach(names::add);
      } else if (LinkableFiles.isElf(input)) {
        names.add(input);
      }
    } catch (IOException | ElfException | LinkException unreadable) {
      /* What was read so far is there; the file has a row of its own that says what is wrong. */
      return names;
    }
    names.undefined.removeAll(names.defined);
    return names;
  }

  private void add(Input object) {
    for (ObjectSymbol symbol : ObjectReader.read(object.name(), object.bytes()).symbols()) {
      if (!symbol.local() && !symbol.name().isEmpty()) {
        String name = withoutVersion(symbol.name());
        if (symbol.defined() || symbol.common()) {
          defined.add(name);
        } else if (symbol.binding() != ObjectSymbol.STB_WEAK) {
          undefined.add(name);
        }
      }
    }
  }

  /** Those of a shared library; none if it can't be read. */
  static DefinedNames ofLibrary(Path file) {
    try {
      return ofLibrary(file, SharedObject.parse(file.toString(), LinkableFiles.bytes(file)));
    } catch (IOException | ElfException unreadable) {
      return new DefinedNames(file, Set.of(), Set.of());
    }
  }

  static DefinedNames ofLibrary(Path file, SharedObject library) {
    return new DefinedNames(
        file,
        library.exported().mapToObj(library.symbols()::name).collect(Collectors.toSet()),
        Set.of());
  }

  static String withoutVersion(String name) {
    int at = name.indexOf('@', 1);
    return at < 0 ? name : name.substring(0, at);
  }

  boolean hasAnyOf(Set<String> names) {
    return names.size() < defined.size()
        ? names.stream().anyMatch(defined::contains)
        : defined.stream().anyMatch(names::contains);
  }
}
