package org.alfheim.elf;

import java.util.List;

/**
 * A version that an image defines (LSB, "Symbol Version Definitions": Verdef).
 *
 * @param name the version's name; of the base version the file's own
 * @param index {@code vd_ndx}, the number that stands for it in the versions of the symbols
 * @param base whether it is the version of the file itself (VER_FLG_BASE), which no symbol is bound
 *     to by name
 * @param parents the versions that it names as its predecessors
 */
public record VersionDefinition(String name, int index, boolean base, List<String> parents) {

  /** Takes the list as it is at this moment. */
  public VersionDefinition {
    parents = List.copyOf(parents);
  }
}
