package org.alfheim.elf;

import java.util.List;

/**
 * The versions that an image needs of one file (LSB, "Symbol Version Requirements": Verneed).
 *
 * @param file {@code vn_file}, the soname of the file
 * @param versions the versions
 */
public record VersionNeed(String file, List<Version> versions) {

  /** Takes the list as it is at this moment. */
  public VersionNeed {
    versions = List.copyOf(versions);
  }

  /**
   * One version that is needed (Vernaux).
   *
   * @param name {@code vna_name}
   * @param hash {@code vna_hash}, the gABI hash of the name
   * @param weak whether the image can do without ({@code vna_flags} has VER_FLG_WEAK)
   * @param index {@code vna_other}, the number that stands for it in the versions of the symbols,
   *     without the hidden bit
   */
  public record Version(String name, int hash, boolean weak, int index) {}
}
