package org.alfheim.process;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import org.alfheim.elf.ProgramHeader;
import org.alfheim.link.Layout;

/**
 * What ld.so leaves mapped of a carrier when it has failed to map all of it. It reserves the whole
 * range by its first mapping and lays the other segments over that; glibc 2.36, for one, forgets
 * the range when one of those can't be had.
 */
final class Remains {
  private static final int E_PHOFF = 32;
  private static final int E_PHENTSIZE = 54;
  private static final int E_PHNUM = 56;
  private static final int P_VADDR = 16;
  private static final int P_MEMSZ = 40;

  private Remains() {}

  /** The number of bytes from the first page of an object file's segments to the last. */
  static long span(MemorySegment file) {
    long start = Long.MAX_VALUE;
    long end = 0;
    long at = file.get(JAVA_LONG_UNALIGNED, E_PHOFF);
    for (int i = 0; i < file.get(JAVA_SHORT_UNALIGNED, E_PHNUM); i++) {
      if (file.get(JAVA_INT_UNALIGNED, at) == ProgramHeader.PT_LOAD) {
        long address = file.get(JAVA_LONG_UNALIGNED, at + P_VADDR);
        start = Math.min(start, address & -Layout.PAGE);
        end = Math.max(end, address + file.get(JAVA_LONG_UNALIGNED, at + P_MEMSZ));
      }
      at += file.get(JAVA_SHORT_UNALIGNED, E_PHENTSIZE);
    }
    return ((end + Layout.PAGE - 1) & -Layout.PAGE) - start;
  }

  /**
   * Gives back what is left of an object that is not loaded. Its last segment is a part of the file
   * in any case: where no page of the file is mapped, nothing was left.
   *
   * @param descriptor the object's file, which nobody else maps
   * @param span its {@link #span}
   */
  static void unmap(int descriptor, long span) {
    try {
      String file =
          " " + Files.getAttribute(Path.of("/proc/self/fd/" + descriptor), "unix:ino") + " ";
      long end = 0;
      for (String line : Files.readAllLines(Path.of("/proc/self/maps"))) {
        if (line.contains(file) && line.contains("/memfd:")) {
          end = Long.parseUnsignedLong(line, line.indexOf('-') + 1, line.indexOf(' '), 16);
        }
      }
      if (end != 0) {
        CLibrary.unmap(new Address(end - span), span);
      }
    } catch (IOException e) {
      /* Addresses without memory are lost, in a process that can't even read a file. */
      return;
    }
  }
}
