package org.alfheim.linker.image;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.alfheim.linker.object.InputSection;
import org.alfheim.linker.relocation.Addresses;
import org.alfheim.linker.section.PieceMap;
import org.alfheim.linker.symbol.LinkSymbol;

/** The numbers of the image's sections in its section header table. */
final class SectionNumbers {
  private final Map<InputSection, Integer> ofInput = new HashMap<>();
  private final Map<String, Integer> ofName = new HashMap<>();

  SectionNumbers(List<ImageLayout.Placed> sections) {
    for (int i = 0; i < sections.size(); i++) {
      OutputSection output = sections.get(i).output();
      ofName.putIfAbsent(output.name(), i + 1);
      for (OutputSection.Part part : output.parts()) {
        ofInput.put(part.linked().section().origin(), i + 1);
      }
    }
  }

  /** The section of a defined symbol; the first for one in a section without content. */
  int of(LinkSymbol symbol, Addresses addresses) {
    InputSection origin = symbol.section().origin();
    PieceMap map = addresses.places().get(origin);
    return ofInput.getOrDefault(map == null ? origin : map.target().origin(), 1);
  }

  /** The section of a name; 0 where there is none. */
  int of(String name) {
    return ofName.getOrDefault(name, 0);
  }
}
