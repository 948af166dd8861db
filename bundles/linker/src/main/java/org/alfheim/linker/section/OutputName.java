package org.alfheim.linker.section;

import java.util.List;
import org.alfheim.linker.object.InputSection;

/** Which output section an input section goes to, by its name (gABI, "Special Sections"). */
public final class OutputName {
  /** Longer names first. */
  private static final List<String> PREFIXES =
      List.of(
          ".data.rel.ro",
          ".bss.rel.ro",
          ".text",
          ".rodata",
          ".data",
          ".bss",
          ".tdata",
          ".tbss",
          ".gcc_except_table",
          ".init_array",
          ".fini_array",
          ".lrodata",
          ".ldata",
          ".lbss",
          ".ltext");

  private OutputName() {}

  /** The name of the output section. */
  public static String of(InputSection section) {
    String name = section.name();
    if (name.startsWith(".gnu.linkonce.")) {
      return linkOnce(name.substring(".gnu.linkonce.".length()), name);
    }
    for (String prefix : PREFIXES) {
      if (name.startsWith(prefix)
          && (name.length() == prefix.length() || name.charAt(prefix.length()) == '.')) {
        return prefix.equals(".bss.rel.ro") ? ".data.rel.ro" : prefix;
      }
    }
    return name;
  }

  private static String linkOnce(String kind, String name) {
    int dot = kind.indexOf('.');
    return switch (dot < 0 ? kind : kind.substring(0, dot)) {
      case "t" -> ".text";
      case "r" -> ".rodata";
      case "d" -> kind.startsWith("d.rel.ro") ? ".data.rel.ro" : ".data";
      case "b" -> ".bss";
      case "td" -> ".tdata";
      case "tb" -> ".tbss";
      case "lr" -> ".lrodata";
      case "l" -> ".ldata";
      case "lb" -> ".lbss";
      case "wi" -> ".debug_info";
      default -> name;
    };
  }
}
