package org.alfheim.internal.process.libc;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A setting of the kernel, as sysctl(8) has it. */
final class KernelSetting {
  private static final int LONGEST = 4096;

  private KernelSetting() {}

  /**
   * The value of a setting of the virtual memory. The kernel gives a value to the first read alone,
   * so it has to be one of enough bytes.
   *
   * @param name what comes after {@code vm.}
   * @throws IOException if there is no such setting, or it can't be read
   */
  static String vm(String name) throws IOException {
    try (InputStream file = new FileInputStream("/proc/sys/vm/" + name)) {
      return new String(file.readNBytes(LONGEST), StandardCharsets.US_ASCII).trim();
    }
  }
}
