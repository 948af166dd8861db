package org.alfheim.internal.dwarf.section;

import java.lang.foreign.MemorySegment;
import java.util.Optional;

/**
 * Finds the files that hold parts of an image's debug information. What is in them is checked by
 * who asks.
 */
public interface Companions {
  /** A file and its name. */
  public record Companion(String name, MemorySegment bytes) {}

  /** No file has any. */
  public Companions NONE =
      new Companions() {
        @Override
        public Optional<Companion> split(String folder, String name) {
          return Optional.empty();
        }

        @Override
        public Optional<Companion> packaged() {
          return Optional.empty();
        }

        @Override
        public Optional<Companion> alternate(String path, String buildId) {
          return Optional.empty();
        }
      };

  /**
   * The file of a unit that is split off ({@code .dwo}).
   *
   * @param folder DW_AT_comp_dir, or empty
   * @param name DW_AT_dwo_name
   */
  public Optional<Companion> split(String folder, String name);

  /** The package of all units that are split off ({@code .dwp}), if there is one. */
  Optional<Companion> packaged();

  /**
   * The file that several images share (what dwz makes).
   *
   * @param path its path, as .gnu_debugaltlink has it
   * @param buildId its build id, in lower-case hexadecimal digits
   */
  public Optional<Companion> alternate(String path, String buildId);
}
