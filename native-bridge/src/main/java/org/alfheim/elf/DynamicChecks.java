package org.alfheim.elf;

import static org.alfheim.elf.DynamicSection.DF_1_PIE;
import static org.alfheim.elf.DynamicSection.DT_AUXILIARY;
import static org.alfheim.elf.DynamicSection.DT_FILTER;
import static org.alfheim.elf.DynamicSection.DT_FLAGS_1;
import static org.alfheim.elf.DynamicSection.DT_NEEDED;
import static org.alfheim.elf.DynamicSection.DT_RPATH;
import static org.alfheim.elf.DynamicSection.DT_RUNPATH;
import static org.alfheim.elf.DynamicSection.DT_SONAME;

import java.nio.charset.StandardCharsets;

/**
 * Checks entries of the dynamic section that stand for one thing each: a name, a function, a table
 * of functions.
 */
record DynamicChecks(ElfBytes file, LoadMap image, DynamicSection dynamic, StringTable strings) {

  /** The bytes of the longest path on Linux, with its NUL. */
  private static final int PATH_MAX = 4096;

  static void refuseExecutable(ElfBytes file, DynamicSection dynamic) {
    if ((dynamic.get(DT_FLAGS_1, 0) & DF_1_PIE) != 0) {
      throw file.bad(
          "DT_FLAGS_1",
          dynamic.at(DT_FLAGS_1),
          "cannot dynamically load position-independent executable",
          "link it as a shared object: gcc -shared in place of -pie");
    }
  }

  /** Whether the value of a tag is an offset in the string table. */
  static boolean isName(long tag) {
    return tag == DT_NEEDED
        || tag == DT_SONAME
        || tag == DT_RPATH
        || tag == DT_RUNPATH
        || tag == DT_AUXILIARY
        || tag == DT_FILTER;
  }

  /** Every name has to be in the string table. */
  void names() {
    Names names = new Names(file, strings);
    for (int i = 0; i < dynamic.count(); i++) {
      long tag = dynamic.tag(i);
      if (isName(tag)) {
        int offset = names.check(dynamic.value(i), DynamicSection.nameOf(tag), dynamic.at(i));
        if ((tag == DT_AUXILIARY || tag == DT_FILTER) && strings.length(offset) == 0) {
          throw file.bad(
              DynamicSection.nameOf(tag),
              dynamic.at(i),
              "a filter for a library without a name, for which ld.so takes the main program",
              "link it with the name of a library behind -f (DT_AUXILIARY) or -F (DT_FILTER)");
        }
        if (strings.length(offset) >= PATH_MAX) {
          refuseLongPaths(tag, strings.get(offset), dynamic.at(i));
        }
      }
    }
  }

  /** ld.so puts folder and name together on the stack of the thread, however long they are. */
  private void refuseLongPaths(long tag, String paths, long at) {
    boolean several = tag == DT_RPATH || tag == DT_RUNPATH;
    for (String path : several ? paths.split(":", -1) : new String[] {paths}) {
      int length = path.getBytes(StandardCharsets.UTF_8).length;
      if (length >= PATH_MAX) {
        throw file.bad(
            DynamicSection.nameOf(tag),
            at,
            "a path of " + length + " bytes, and none has more than " + (PATH_MAX - 1));
      }
    }
  }

  /** A function has to lie in an executable segment; address 0 stands for none. */
  void function(long tag, String field) {
    long value = dynamic.get(tag, 0);
    if (value == 0) {
      return;
    }
    ProgramHeader segment = image.holding(value, 1);
    if (segment == null || !segment.executable()) {
      throw file.bad(
          field,
          dynamic.at(tag),
          "the function at 0x" + Long.toHexString(value) + " is in no executable segment");
    }
  }

  /** A table of functions has to lie in a loadable segment. */
  AddressArray addresses(long tag, long sizeTag, String field) {
    long size = dynamic.has(tag) ? dynamic.get(sizeTag, 0) : 0;
    if (size == 0) {
      return AddressArray.EMPTY;
    }
    long start = dynamic.get(tag, 0);
    if (size < 0 || size % 8 != 0) {
      throw file.bad(
          field + "SZ",
          dynamic.at(sizeTag),
          Long.toUnsignedString(size) + " bytes are no table of addresses of 8 bytes");
    }
    image.slice(start, size, field, dynamic.at(tag));
    return new AddressArray(new Vaddr(start), (int) (size / 8));
  }
}
