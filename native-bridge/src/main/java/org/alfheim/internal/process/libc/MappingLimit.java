package org.alfheim.internal.process.libc;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;

/** How many mappings a process may have: {@code vm.max_map_count}, proc_sys_vm(5). */
public final class MappingLimit {
  /** What has been given back since the limit was met is fewer than that. */
  private static final int NEAR = 64;

  private static final int BUFFER = 8192;

  private MappingLimit() {}

  /**
   * What there is to say where the kernel had no memory to map.
   *
   * @return the end of a sentence, if the limit may be the reason; otherwise nothing
   */
  public static String hint() {
    try {
      long limit = Long.parseLong(KernelSetting.vm("max_map_count"));
      long mappings = mappings();
      return mappings + NEAR < limit
          ? ""
          : "; the process has "
              + mappings
              + " mappings, and vm.max_map_count is "
              + limit
              + ": raise it (sysctl -w vm.max_map_count="
              + 4 * limit
              + ", in a container on its host), or open fewer plugins in one process";
    } catch (IOException | NumberFormatException unknown) {
      return "";
    }
  }

  /** There are megabytes of lines where it matters: nothing is kept of them. */
  private static long mappings() throws IOException {
    long lines = 0;
    byte[] buffer = new byte[BUFFER];
    try (InputStream file = new FileInputStream("/proc/self/maps")) {
      for (int read = file.read(buffer); read > 0; read = file.read(buffer)) {
        for (int i = 0; i < read; i++) {
          if (buffer[i] == '\n') {
            lines++;
          }
        }
      }
    }
    return lines;
  }
}
