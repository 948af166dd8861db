package org.alfheim.linker;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.alfheim.elf.ElfBytes;
import org.alfheim.linker.object.ByteRange;
import org.alfheim.linker.object.Input;
import org.alfheim.linker.object.LinkException;
import org.alfheim.linker.object.ObjectArchive;
import org.alfheim.linker.object.ObjectReader;
import org.alfheim.linker.object.ObjectSymbol;
import org.alfheim.linker.object.RelocatableObject;
import org.alfheim.linker.symbol.SymbolResolution;

/** Which objects take part: all that were named, and all or some of the members of archives. */
final class ObjectSelection {
  private static final int ELF = 0x464c457f;

  private final List<String> warnings = new ArrayList<>();
  private final List<RelocatableObject> members = new ArrayList<>();
  private final List<RelocatableObject> objects = new ArrayList<>();

  /**
   * Reads all files.
   *
   * @param inputs objects and archives
   * @param choice which members take part
   */
  ObjectSelection(List<Input> inputs, LinkOptions.Members choice) {
    for (Input input : inputs) {
      if (ObjectArchive.isArchive(input)) {
        readArchive(input, choice == LinkOptions.Members.ALL ? objects : members);
      } else {
        objects.add(ObjectReader.read(input.name(), input.bytes()));
      }
    }
    if (objects.isEmpty() && members.isEmpty()) {
      throw new LinkException(
          inputs.isEmpty() ? "the link" : inputs.getFirst().name(),
          "there is no object in what was named",
          "name an object, or an archive that has some");
    }
  }

  private void readArchive(Input input, List<RelocatableObject> target) {
    for (Input member : ObjectArchive.members(input)) {
      if (isElf(member)) {
        target.add(ObjectReader.read(member.name(), member.bytes()));
      } else if (isBitcode(member)) {
        /* Refuses it by name. */
        ObjectReader.read(member.name(), member.bytes());
      } else {
        warnings.add(member.name() + " is no object, and is left out");
      }
    }
  }

  private static boolean isElf(Input input) {
    return start(input) == ELF;
  }

  private static boolean isBitcode(Input input) {
    int start = start(input);
    return start == 0xdec04342 || start == 0x0b17c0de;
  }

  private static int start(Input input) {
    ElfBytes file = new ElfBytes(input.name(), input.bytes());
    return file.size() < 4 ? 0 : file.window(0, 4, "e_ident", 0).getInt(0);
  }

  /** Adds the objects that take part to a resolution. */
  List<RelocatableObject> addTo(SymbolResolution resolution) {
    objects.forEach(resolution::add);
    List<RelocatableObject> all = new ArrayList<>(objects);
    if (!members.isEmpty()) {
      all.addAll(pull(resolution));
    }
    return all;
  }

  /** Adds members until no name is referred to that another member defines. */
  private List<RelocatableObject> pull(SymbolResolution resolution) {
    Map<String, RelocatableObject> definers = new HashMap<>();
    for (RelocatableObject member : members) {
      for (ObjectSymbol symbol : member.symbols()) {
        if (!symbol.local() && (symbol.defined() || symbol.common())) {
          definers.putIfAbsent(symbol.name().replace("@@", "@"), member);
          int at = symbol.name().indexOf("@@");
          if (at > 0) {
            definers.putIfAbsent(symbol.name().substring(0, at), member);
          }
        }
      }
    }
    Set<RelocatableObject> pulled = new LinkedHashSet<>();
    Set<String> asked = new LinkedHashSet<>();
    boolean more = true;
    while (more) {
      more = false;
      for (ByteRange wanted : resolution.wanted()) {
        String name = wanted.toString();
        RelocatableObject member = asked.add(name) ? definers.get(name) : null;
        if (member != null && !pulled.contains(member)) {
          pulled.add(member);
          resolution.add(member);
          more = true;
        }
      }
    }
    return List.copyOf(pulled);
  }

  /** What was left out. */
  List<String> warnings() {
    return warnings;
  }
}
