package org.alfheim.linker.symbol;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import org.alfheim.linker.object.ByteRange;
import org.alfheim.linker.object.InputSection;
import org.alfheim.linker.object.RelocatableObject;
import org.alfheim.linker.object.SectionGroup;

/**
 * Which sections stay of those that objects have in common: of COMDAT groups of one signature, and
 * of sections {@code .gnu.linkonce.K.NAME} of one name, the first.
 */
final class GroupSelection {
  private final Set<ByteRange> signatures = new HashSet<>();
  private final Set<String> linkOnce = new HashSet<>();

  /** The numbers of an object's sections that go. */
  BitSet losers(RelocatableObject object) {
    BitSet losers = new BitSet();
    for (SectionGroup group : object.groups()) {
      if (group.comdat() && !signatures.add(group.key())) {
        group.members().forEach(losers::set);
      }
    }
    for (InputSection section : object.sections()) {
      if (section != null
          && section.name().startsWith(".gnu.linkonce.")
          && !linkOnce.add(section.name())) {
        losers.set(section.index());
      }
    }
    dropFollowers(object, losers);
    return losers;
  }

  /** A section with SHF_LINK_ORDER goes with the one that it describes. */
  private static void dropFollowers(RelocatableObject object, BitSet losers) {
    for (InputSection section : object.sections()) {
      if (section != null
          && section.has(InputSection.SHF_LINK_ORDER)
          && section.link() > 0
          && losers.get(section.link())) {
        losers.set(section.index());
      }
    }
  }
}
