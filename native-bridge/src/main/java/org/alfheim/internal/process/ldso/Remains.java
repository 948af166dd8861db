package org.alfheim.internal.process.ldso;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.alfheim.internal.process.libc.Address;
import org.alfheim.internal.process.libc.CLibrary;

/**
 * What ld.so leaves mapped of a carrier when it has failed to map all of it. It reserves the whole
 * range by its first mapping and lays the other segments over that; glibc 2.36, for one, forgets
 * the range when one of those can't be had.
 */
public final class Remains {
  /** What the kernel puts behind the path of a file that has no name. */
  private static final String DELETED = " (deleted)";

  private Remains() {}

  /**
   * Gives back what is left of an object that is not loaded. Its last segment is a part of the file
   * in any case: where no page of the file is mapped, nothing was left.
   *
   * @param descriptor the object's file, which nobody else maps
   * @param span its {@link org.alfheim.internal.carrier.Carrier#span}
   */
  public static void unmap(int descriptor, long span) {
    try {
      String file =
          " " + Files.getAttribute(Path.of("/proc/self/fd/" + descriptor), "unix:ino") + " ";
      long end = 0;
      for (String line : Files.readAllLines(Path.of("/proc/self/maps"))) {
        if (line.contains(file) && line.endsWith(DELETED)) {
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
