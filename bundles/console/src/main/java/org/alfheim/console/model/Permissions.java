package org.alfheim.console.model;

import org.alfheim.elf.ProgramHeader;

/** What a segment of an image may be used for (gABI, {@code p_flags}). */
public final class Permissions {
  private Permissions() {}

  /** The permissions as the kernel writes them: {@code r-x}, say. */
  public static String of(ProgramHeader segment) {
    return ((segment.flags() & ProgramHeader.PF_R) != 0 ? "r" : "-")
        + ((segment.flags() & ProgramHeader.PF_W) != 0 ? "w" : "-")
        + ((segment.flags() & ProgramHeader.PF_X) != 0 ? "x" : "-");
  }
}
