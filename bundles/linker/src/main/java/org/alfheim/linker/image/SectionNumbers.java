package org.alfheim.linker.image;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The numbers of the image's sections in its section header table. */
final class SectionNumbers {
  private final Map<String, Integer> ofName = new HashMap<>();

  /** Numbers the sections, and tells those that are in them. */
  SectionNumbers(List<ImageLayout.Placed> sections) {
    for (int i = 0; i < sections.size(); i++) {
      OutputSection output = sections.get(i).output();
      ofName.putIfAbsent(output.name(), i + 1);
      for (OutputSection.Part part : output.parts()) {
        part.linked().section().place().numbered(i + 1);
      }
    }
  }

  /** The section of a name; 0 where there is none. */
  int of(String name) {
    return ofName.getOrDefault(name, 0);
  }
}
