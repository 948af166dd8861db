package org.alfheim.elf;

import java.util.List;

/**
 * What a file says of the operating system that it is for. Linkers of other systems leave {@code
 * EI_OSABI} at 0 more often than not; then it is their notes, their program headers and the tags of
 * their dynamic section that tell. Such a file may look sound, and its code asks a kernel for
 * services that has others under those numbers.
 */
final class OtherSystem {
  private static final int ELFOSABI_NONE = FileHeader.ELFOSABI_NONE;
  private static final int ELFOSABI_GNU = FileHeader.ELFOSABI_GNU;

  /** {@code EI_OSABI} from 0 on, as the gABI's registry has it. */
  private static final String[] OS_ABIS = {
    "",
    "HP-UX",
    "NetBSD",
    "",
    "",
    "",
    "Solaris",
    "AIX",
    "IRIX",
    "FreeBSD",
    "Tru64 UNIX",
    "Modesto",
    "OpenBSD",
    "OpenVMS",
    "NonStop Kernel",
    "AROS",
    "FenixOS",
    "CloudABI",
    "OpenVOS"
  };

  /** The systems of {@code NT_GNU_ABI_TAG} from 0 on: Linux, and others. */
  private static final String[] ABI_TAGS = {
    "", "the Hurd", "Solaris", "FreeBSD", "NetBSD", "Syllable", "Native Client"
  };

  /** Who owns notes that only files for their system have. */
  private static final String[] OWNERS = {"OpenBSD", "NetBSD", "FreeBSD", "DragonFly", "Android"};

  private static final int PT_OPENBSD_FIRST = 0x65a3dbe5;
  private static final int PT_OPENBSD_LAST = 0x65a3dbe9;
  private static final int PT_OPENBSD_BOOTDATA = 0x65a41be6;
  private static final int PT_SUNW_UNWIND = 0x6464e550;
  private static final int PT_SUNW_FIRST = 0x6ffffffa;
  private static final int PT_SUNW_LAST = 0x6ffffffd;

  private static final int DT_SUNW_SYMSORT = 0x60000014;
  private static final int DT_SUNW_STRPAD = 0x60000019;
  private static final int DT_SUNW_LDMACH = 0x6000001b;
  private static final int DT_ANDROID_RELA = 0x60000011;
  private static final int DT_ANDROID_RELR = 0x6fffe000;

  private final ElfBytes file;

  private OtherSystem(ElfBytes file) {
    this.file = file;
  }

  /**
   * Refuses a file by its header.
   *
   * @throws ElfException if it is for another system
   */
  static void refuseByHeader(ElfBytes file, int osAbi) {
    if (osAbi != ELFOSABI_NONE && osAbi != ELFOSABI_GNU) {
      String name = osAbi < OS_ABIS.length ? OS_ABIS[osAbi] : "";
      if (osAbi == 255) {
        name = "a machine without an operating system";
      }
      throw refused(file, "EI_OSABI", 7, name.isEmpty() ? "system " + osAbi : name);
    }
  }

  /**
   * Refuses a file by its program headers and notes.
   *
   * @throws ElfException if it is for another system
   */
  static void refuseBySegments(ElfBytes file, List<ProgramHeader> segments) {
    OtherSystem system = new OtherSystem(file);
    for (ProgramHeader segment : segments) {
      system.check(segment);
    }
  }

  private void check(ProgramHeader segment) {
    int type = segment.type();
    if ((type >= PT_OPENBSD_FIRST && type <= PT_OPENBSD_LAST) || type == PT_OPENBSD_BOOTDATA) {
      throw refused(file, "p_type", -1, "OpenBSD");
    }
    if ((type >= PT_SUNW_FIRST && type <= PT_SUNW_LAST) || type == PT_SUNW_UNWIND) {
      throw refused(file, "p_type", -1, "Solaris");
    }
    if (type == ProgramHeader.PT_NOTE) {
      NoteReader note = Notes.of(file, segment);
      while (note.next()) {
        check(note);
      }
    }
  }

  private void check(NoteReader note) {
    if (note.gnu()) {
      int system = note.abiTag();
      if (system != 0) {
        String name = system > 0 && system < ABI_TAGS.length ? ABI_TAGS[system] : "";
        throw refused(file, "NT_GNU_ABI_TAG", -1, name.isEmpty() ? "system " + system : name);
      }
      return;
    }
    for (String owner : OWNERS) {
      if (note.ownedBy(owner)) {
        throw refused(file, "PT_NOTE", -1, owner);
      }
    }
  }

  /**
   * Refuses a file by its dynamic section.
   *
   * @throws ElfException if it has a tag that only the loader of another system knows
   */
  static void refuseByTags(ElfBytes file, DynamicSection dynamic) {
    int android = -1;
    for (int i = 0; i < dynamic.count(); i++) {
      long tag = dynamic.tag(i);
      if (tag == DT_SUNW_SYMSORT || tag == DT_SUNW_STRPAD || tag == DT_SUNW_LDMACH) {
        throw refused(file, DynamicSection.nameOf(tag), dynamic.at(i), "Solaris");
      }
      /* Solaris has a tag of its own under the first of these numbers, too. */
      if (tag == DT_ANDROID_RELA || tag == DT_ANDROID_RELR) {
        android = i;
      }
    }
    if (android >= 0) {
      throw refused(
          file,
          DynamicSection.nameOf(dynamic.tag(android)),
          dynamic.at(android),
          "Android, with its packed relocations");
    }
  }

  private static ElfException refused(ElfBytes file, String field, long at, String system) {
    return file.bad(
        field,
        at,
        "invalid operating system, only Linux supported: this file is for " + system,
        "build it for Linux");
  }
}
