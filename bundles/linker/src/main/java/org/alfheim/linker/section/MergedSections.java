package org.alfheim.linker.section;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.alfheim.linker.object.InputSection;
import org.alfheim.linker.symbol.LinkedSection;

/**
 * Makes one of what is equal in sections with SHF_MERGE: strings, up to their terminator, where
 * SHF_STRINGS is set, otherwise constants of sh_entsize bytes (gABI, "Section Attribute Flags").
 */
public final class MergedSections {
  /** Of what is aligned to more, little is equal; and gaps would outgrow the pieces. */
  private static final long MOST_ALIGNED = 256;

  private MergedSections() {}

  /**
   * Takes mergeable sections out of the sections of an image and puts merged ones in their place.
   *
   * @param sections the sections
   */
  public static void merge(List<LinkedSection> sections) {
    Map<String, MergedSection> merged = new LinkedHashMap<>();
    List<LinkedSection> rest = new ArrayList<>(sections.size());
    for (LinkedSection linked : sections) {
      InputSection section = linked.section();
      if (isMergeable(section)) {
        merged.computeIfAbsent(kind(section), _ -> MergedSection.like(section)).add(section);
      } else {
        rest.add(linked);
      }
    }
    sections.clear();
    sections.addAll(rest);
    merged.values().forEach(one -> sections.add(LinkedSection.plain(one.build())));
  }

  /** What sections have in common whose pieces may be one. */
  private static String kind(InputSection section) {
    return OutputName.of(section)
        + "\0"
        + (section.flags() & MergedSection.FLAGS)
        + "\0"
        + section.entrySize();
  }

  /** What a linker must not take apart it leaves whole. */
  private static boolean isMergeable(InputSection section) {
    long entry = section.entrySize();
    return section.has(InputSection.SHF_MERGE)
        && !section.has(InputSection.SHF_WRITE | InputSection.SHF_EXECINSTR | InputSection.SHF_TLS)
        && !section.empty()
        && section.size() > 0
        && section.alignment() <= MOST_ALIGNED
        && entry > 0
        && section.size() % entry == 0
        && section.relocations().isEmpty()
        && (!section.has(InputSection.SHF_STRINGS) || endsWithTerminator(section));
  }

  private static boolean endsWithTerminator(InputSection section) {
    ByteBuffer content = section.content();
    for (int i = 1; i <= section.entrySize(); i++) {
      if (content.get(content.limit() - i) != 0) {
        return false;
      }
    }
    return true;
  }
}
