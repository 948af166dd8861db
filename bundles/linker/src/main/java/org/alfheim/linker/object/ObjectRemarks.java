package org.alfheim.linker.object;

import java.util.Map;

/**
 * What an object says of all of it.
 *
 * @param stack what it says of the stack
 * @param properties what all its code keeps to, or needs
 * @param cautions what to tell those who refer to a name ({@code .gnu.warning.NAME}); under the
 *     empty name what to tell anybody
 */
public record ObjectRemarks(
    RelocatableObject.StackNote stack, GnuProperties properties, Map<String, String> cautions) {
  /** Takes the map as it is at this moment. */
  public ObjectRemarks {
    cautions = Map.copyOf(cautions);
  }
}
