package org.alfheim.internal.btf;

import org.alfheim.types.TypesException;

/**
 * Whether structures contain what a structure can contain: not themselves, and not so much that
 * whoever goes through the members of the members would find no end. Safe for use by any number of
 * threads.
 */
final class Containment {
  /** How deep structures may lie in each other, and how long a chain of typedefs may be. */
  static final int DEEPEST = 256;

  /** How many members a structure may have, with those of the structures in it. */
  private static final int MOST = 1 << 20;

  private static final int ENTRY = 12;

  private final BtfTable table;

  /** Of each structure that was looked at, its members with those in them; of others 0. */
  private final int[] members;

  private final int[] depths;

  Containment(BtfTable table) {
    this.table = table;
    this.members = new int[table.count()];
    this.depths = new int[table.count()];
  }

  /**
   * Looks at a structure.
   *
   * @throws TypesException if it contains itself or too much
   */
  synchronized void check(int structure) {
    look(structure, 0);
  }

  private void look(int structure, int level) {
    if (members[structure] != 0) {
      return;
    }
    if (level > DEEPEST) {
      throw table.bad(structure, "lies in more than " + DEEPEST + " structures, or in itself");
    }
    long all = 1;
    int depth = 0;
    int place = table.following(structure);
    for (int i = 0; i < table.vlen(structure); i++, place += ENTRY) {
      int inner = contained(table.reference(place + 4));
      all++;
      if (inner != 0) {
        look(inner, level + 1);
        all += members[inner];
        depth = Math.max(depth, depths[inner] + 1);
      }
      if (all > MOST || depth > DEEPEST) {
        throw table.bad(structure, "has too many members in its members");
      }
    }
    members[structure] = (int) all;
    depths[structure] = depth;
  }

  /** The structure that a member of a type has in itself; 0 if it has none. */
  private int contained(int type) {
    int id = type;
    for (int i = 0; i < DEEPEST && id != 0; i++) {
      BtfKind kind = table.kind(id);
      if (kind.structure()) {
        return id;
      }
      if (kind == BtfKind.ARRAY) {
        id = table.reference(table.following(id));
      } else if (kind == BtfKind.TYPEDEF || kind.modifier()) {
        id = table.target(id);
      } else {
        return 0;
      }
    }
    return 0;
  }
}
