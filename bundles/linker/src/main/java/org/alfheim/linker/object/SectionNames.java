package org.alfheim.linker.object;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The names of sections as characters: those that most objects have are there once for all. */
final class SectionNames {
  private static final Map<ByteRange, String> USUAL =
      List.of(
              ".text",
              ".text.unlikely",
              ".text.startup",
              ".data",
              ".data.rel.local",
              ".data.rel.ro",
              ".data.rel.ro.local",
              ".bss",
              ".rodata",
              ".rodata.str1.1",
              ".rodata.str1.8",
              ".rodata.cst4",
              ".rodata.cst8",
              ".rodata.cst16",
              ".rodata.cst32",
              ".eh_frame",
              ".gcc_except_table",
              ".init_array",
              ".fini_array",
              ".comment",
              ".note.GNU-stack",
              ".note.gnu.property",
              ".symtab",
              ".strtab",
              ".shstrtab",
              ".group",
              ".rela.text",
              ".rela.data",
              ".rela.data.rel",
              ".rela.data.rel.local",
              ".rela.data.rel.ro",
              ".rela.data.rel.ro.local",
              ".rela.rodata",
              ".rela.eh_frame")
          .stream()
          .collect(Collectors.toUnmodifiableMap(ByteRange::of, Function.identity()));

  private SectionNames() {}

  /** The characters of a name. */
  static String text(ByteRange name) {
    String usual = USUAL.get(name);
    return usual == null ? name.toString() : usual;
  }
}
