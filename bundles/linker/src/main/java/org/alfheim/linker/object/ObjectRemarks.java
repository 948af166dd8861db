package org.alfheim.linker.object;

import java.util.List;
import java.util.Map;

/**
 * What an object says of all of it.
 *
 * @param stack what it says of the stack
 * @param properties what all its code keeps to, or needs
 * @param cautions what to tell those who refer to a name ({@code .gnu.warning.NAME}); under the
 *     empty name what to tell anybody
 * @param warnings what of it could not be taken
 */
public record ObjectRemarks(
    RelocatableObject.StackNote stack,
    GnuProperties properties,
    Map<String, String> cautions,
    List<String> warnings) {
  /** Takes the collections as they are at this moment. */
  public ObjectRemarks {
    cautions = Map.copyOf(cautions);
    warnings = List.copyOf(warnings);
  }
}
