package org.alfheim.linker.script;

import java.util.List;

/**
 * A version that a script defines.
 *
 * @param name its name; empty for the only one of a script without versions
 * @param globals the names that are in it, and seen by other images
 * @param locals the names that no other image sees
 * @param parents the versions that it builds on
 */
public record VersionNode(
    String name, List<Entry> globals, List<Entry> locals, List<String> parents) {

  /**
   * What an entry of a version is compared with.
   *
   * @param text a name, or a pattern of names
   * @param cpp whether it is of names as C++ writes them ({@code extern "C++"})
   * @param exact whether it is a name
   */
  public record Entry(String text, boolean cpp, boolean exact) {}

  /** Takes the lists as they are at this moment. */
  public VersionNode {
    globals = List.copyOf(globals);
    locals = List.copyOf(locals);
    parents = List.copyOf(parents);
  }
}
