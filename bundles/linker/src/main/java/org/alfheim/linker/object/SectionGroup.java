package org.alfheim.linker.object;

import java.util.List;

/**
 * A section group (gABI, SHT_GROUP).
 *
 * @param key the name, as the object has it, that stands for what is in it
 * @param comdat whether one of several groups of that name is enough (GRP_COMDAT)
 * @param members the indices of its sections
 */
public record SectionGroup(ByteRange key, boolean comdat, List<Integer> members) {
  /** Takes the list as it is at this moment. */
  public SectionGroup {
    members = List.copyOf(members);
  }

  /** The name that stands for what is in it. */
  public String signature() {
    return key.toString();
  }
}
