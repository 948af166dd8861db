package org.alfheim.linker.image;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.alfheim.linker.object.InputSection;
import org.alfheim.linker.object.LinkException;
import org.alfheim.linker.place.SectionPlace;
import org.alfheim.linker.section.OutputName;
import org.alfheim.linker.symbol.LinkedSection;

/** Puts input sections together to the sections of the image, and orders both. */
public final class OutputSections {
  /** Code that runs seldom, at the end and at the begin stands apart, as linkers have it. */
  private static final List<String> CODE_ORDER =
      List.of(".text.unlikely", ".text.exit", ".text.startup", ".text.hot", ".text.sorted");

  private static final List<String> ORDER =
      List.of(
          ".note.gnu.property",
          ".note.gnu.build-id",
          ".note.*",
          ".gnu.hash",
          ".dynsym",
          ".dynstr",
          ".gnu.version",
          ".gnu.version_d",
          ".gnu.version_r",
          ".rela.dyn",
          ".rela.plt",
          ".init",
          ".plt",
          ".text",
          "*",
          ".fini",
          ".eh_frame_hdr",
          ".eh_frame",
          ".gcc_except_table",
          ".init_array",
          ".fini_array",
          ".data.rel.ro",
          ".dynamic",
          ".got",
          ".data");

  private final Map<SectionPlace, SectionPlace> followed;

  /** The output section's name by the input section's. */
  private final Map<String, String> names = new HashMap<>();

  private OutputSections(Map<SectionPlace, SectionPlace> followed) {
    this.followed = followed;
  }

  /**
   * The sections of the image in the order of their addresses.
   *
   * @param sections the input sections in the order of the link
   * @param followed for the place of a section with SHF_LINK_ORDER that of the section whose order
   *     it has
   * @throws LinkException if a section would be writable and executable
   */
  public static List<OutputSection> of(
      List<LinkedSection> sections, Map<SectionPlace, SectionPlace> followed) {
    return new OutputSections(followed).build(sections);
  }

  private List<OutputSection> build(List<LinkedSection> sections) {
    Map<String, List<LinkedSection>> byName = new LinkedHashMap<>();
    for (LinkedSection linked : sections) {
      byName.computeIfAbsent(name(linked.section()), _ -> new ArrayList<>()).add(linked);
    }
    Map<SectionPlace, Integer> ordinals = ordinals(byName);
    List<OutputSection> outputs = new ArrayList<>();
    byName.forEach((name, inputs) -> {
      sort(name, inputs, ordinals);
      outputs.add(output(name, inputs));
    });
    outputs.sort(
        Comparator.comparing(OutputSection::region).thenComparingInt(OutputSections::rank));
    return outputs;
  }

  /** A constant in which the dynamic linker writes is sealed data. */
  private String name(InputSection section) {
    String name = names.computeIfAbsent(section.name(), _ -> OutputName.of(section));
    boolean constant =
        name.equals(".rodata") || name.equals(".gcc_except_table") || name.equals(".lrodata");
    if (constant && section.place().isWritten()) {
      return ".data.rel.ro";
    }
    return section.has(InputSection.SHF_ALLOC) ? name : unloadedName(name);
  }

  /** What is not loaded is never one with what is. */
  private static String unloadedName(String name) {
    return name.startsWith(".debug") || name.equals(".comment") ? name : name + "\0unloaded";
  }

  private static int rank(OutputSection output) {
    if (output.has(InputSection.SHF_TLS)) {
      return output.empty() ? -1 : -2;
    }
    if (output.empty()) {
      return ORDER.size();
    }
    int rank = ORDER.indexOf(output.name());
    if (rank >= 0) {
      return rank;
    }
    return ORDER.indexOf(output.type() == InputSection.SHT_NOTE ? ".note.*" : "*");
  }

  private static void sort(
      String name, List<LinkedSection> inputs, Map<SectionPlace, Integer> ordinals) {
    if (name.equals(".text")) {
      inputs.sort(Comparator.comparingInt(linked -> codeRank(linked.section().name())));
    }
    if (inputs.stream().anyMatch(linked -> ordinals.containsKey(linked.section().place()))) {
      inputs.sort(
          Comparator.comparingInt(
              linked -> ordinals.getOrDefault(linked.section().place(), Integer.MAX_VALUE)));
    }
  }

  private static int codeRank(String name) {
    for (int i = 0; i < CODE_ORDER.size(); i++) {
      String prefix = CODE_ORDER.get(i);
      if (name.equals(prefix) || name.startsWith(prefix + ".")) {
        return i;
      }
    }
    return CODE_ORDER.size();
  }

  /** For each follower the place in the image of the section that it follows. */
  private Map<SectionPlace, Integer> ordinals(Map<String, List<LinkedSection>> byName) {
    if (followed.isEmpty()) {
      return Map.of();
    }
    Map<SectionPlace, Integer> places = new HashMap<>();
    byName.forEach((name, inputs) -> {
      sort(name, inputs, Map.of());
      inputs.forEach(linked -> places.put(linked.section().place(), places.size()));
    });
    Map<SectionPlace, Integer> ordinals = new HashMap<>();
    followed.forEach((follower, leader) ->
        ordinals.put(follower, places.getOrDefault(leader, Integer.MAX_VALUE)));
    return ordinals;
  }

  private static OutputSection output(String name, List<LinkedSection> inputs) {
    long flags = 0;
    boolean relocated = false;
    boolean empty = true;
    long alignment = 1;
    long size = 0;
    int type = inputs.getFirst().section().type();
    List<OutputSection.Part> parts = new ArrayList<>(inputs.size());
    for (LinkedSection linked : inputs) {
      InputSection section = linked.section();
      flags |= section.flags();
      relocated |= section.place().isWritten();
      empty &= section.empty();
      type = type == section.type() ? type : InputSection.SHT_PROGBITS;
      alignment = Math.max(alignment, section.alignment());
      size = (size + section.alignment() - 1) & -section.alignment();
      parts.add(new OutputSection.Part(linked, size));
      size += section.size();
      if (size < 0 || size > 1L << 46) {
        throw new LinkException(section.toString(), "the section " + name + " gets too large", "");
      }
    }
    String shown = name.indexOf('\0') < 0 ? name : name.substring(0, name.indexOf('\0'));
    refuseMixture(inputs, flags);
    return new OutputSection(
        shown,
        empty ? InputSection.SHT_NOBITS : type,
        kept(flags, inputs, relocated),
        Region.of(shown, flags, relocated),
        alignment,
        size,
        parts);
  }

  private static long kept(long flags, List<LinkedSection> inputs, boolean relocated) {
    long kept =
        flags
            & (InputSection.SHF_WRITE
                | InputSection.SHF_ALLOC
                | InputSection.SHF_EXECINSTR
                | InputSection.SHF_TLS
                | InputSection.SHF_LARGE);
    if (inputs.size() == 1) {
      kept |= flags & (InputSection.SHF_MERGE | InputSection.SHF_STRINGS);
    }
    return relocated ? kept | InputSection.SHF_WRITE : kept;
  }

  private static void refuseMixture(List<LinkedSection> inputs, long flags) {
    long both = InputSection.SHF_WRITE | InputSection.SHF_EXECINSTR;
    if ((flags & both) == both && (flags & InputSection.SHF_ALLOC) != 0) {
      throw new LinkException(
          inputs.getFirst().section().toString(),
          "the section would be writable and executable",
          "give code and data sections of their own");
    }
    if ((flags & InputSection.SHF_TLS) != 0) {
      long kinds = InputSection.SHF_ALLOC | InputSection.SHF_EXECINSTR;
      if ((flags & kinds) != InputSection.SHF_ALLOC) {
        throw new LinkException(
            inputs.getFirst().section().toString(),
            "the section is thread-local, and code or not loaded",
            "");
      }
      for (LinkedSection linked : inputs) {
        if (!linked.section().has(InputSection.SHF_TLS)) {
          throw new LinkException(
              linked.section().toString(),
              "the section is thread-local in one object, and not in another",
              "");
        }
      }
    }
  }
}
