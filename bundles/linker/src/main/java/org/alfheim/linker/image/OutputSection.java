package org.alfheim.linker.image;

import java.util.List;
import org.alfheim.linker.object.InputSection;
import org.alfheim.linker.symbol.LinkedSection;

/**
 * A section of the image: input sections of one name, one after the other.
 *
 * @param name its name
 * @param type sh_type
 * @param flags sh_flags
 * @param region where it goes
 * @param alignment the largest of its parts
 * @param size its bytes in memory
 * @param parts the input sections
 */
public record OutputSection(
    String name, int type, long flags, Region region, long alignment, long size, List<Part> parts) {

  /**
   * An input section in its place.
   *
   * @param linked the section
   * @param offset where it begins in the output section
   */
  public record Part(LinkedSection linked, long offset) {}

  /** Whether it has no bytes in the file. */
  public boolean empty() {
    return type == InputSection.SHT_NOBITS;
  }

  /** Whether it has a flag. */
  public boolean has(long flag) {
    return (flags & flag) != 0;
  }

  /** Whether it takes memory of threads and none of the image. */
  boolean threadLocalZeroes() {
    return empty() && has(InputSection.SHF_TLS);
  }
}
