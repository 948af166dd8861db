package org.alfheim.elf;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * Files of debug information only: what {@code objcopy --only-keep-debug} and {@code eu-strip -f}
 * take out of a library. They have the library's headers, and its sections are in them by name
 * alone (SHT_NOBITS). Some keep the sizes that the library's segments have in its file; then it is
 * the section headers that tell, or one would call the file truncated.
 */
final class DebugInformation {
  private static final long SHF_ALLOC = 2;
  private static final long SHF_TLS = 0x400;

  private DebugInformation() {}

  /**
   * Refuses a file whose dynamic section is elsewhere.
   *
   * @throws ElfException if it is a file of debug information only
   */
  static void refuse(ElfBytes file, FileHeader header) {
    List<ProgramHeader> segments = ProgramHeaderTable.read(file, header);
    for (ProgramHeader segment : segments) {
      if (segment.type() == ProgramHeader.PT_DYNAMIC
          && segment.memorySize() != 0
          && (segment.fileSize() == 0
              ? !hasCode(segments)
              : isLeftOut(file, header, segment.vaddr()))) {
        Optional<String> id = Notes.buildId(file, segments);
        throw file.bad(
            "PT_DYNAMIC",
            -1,
            "this is a file of debug information only: code and data are not in the file",
            "open the library itself"
                + id.map(hex -> ", the one with the build id " + hex).orElse(""));
      }
    }
  }

  private static boolean hasCode(List<ProgramHeader> segments) {
    for (ProgramHeader segment : segments) {
      if (segment.type() == ProgramHeader.PT_LOAD
          && segment.executable()
          && segment.fileSize() != 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether the section at an address has nothing in the file. Zeroes of threads take no addresses:
   * what is behind them begins where they do.
   */
  private static boolean isLeftOut(ElfBytes file, FileHeader header, Vaddr start) {
    ByteBuffer table = SectionHeaderTable.bytes(file, header);
    for (int at = 0; at < table.limit(); at += SectionHeaderTable.ENTRY) {
      SectionHeader section = SectionHeaderTable.section("", table, at);
      if (section.type() == SectionHeader.SHT_NOBITS
          && (section.flags() & (SHF_ALLOC | SHF_TLS)) == SHF_ALLOC
          && section.address().equals(start)
          && section.size() != 0) {
        return true;
      }
    }
    return false;
  }
}
