package org.alfheim.linker.object;

import org.alfheim.names.RawText;

/**
 * Objects that can't be linked into a shared object. The message names the object, the section, the
 * place and the symbol, and what to do.
 */
public final class LinkException extends RuntimeException {
  private final String where;
  private final String problem;
  private final String cure;

  /**
   * A refusal.
   *
   * @param where the object, and its section and the offset in it where there is one at fault
   * @param problem what is wrong, a phrase without a full stop
   * @param cure what the reader can do; empty where there is nothing to do
   */
  public LinkException(String where, String problem, String cure) {
    super(
        RawText.shown(where + ": " + problem + (cure.isEmpty() ? "" : "; " + cure))
            .replaceAll("\\p{Cntrl}", "?"));
    this.where = where;
    this.problem = problem;
    this.cure = cure;
  }

  /** A refusal of a place in a section. */
  public static LinkException at(InputSection section, long offset, String problem, String cure) {
    return new LinkException(section + "+0x" + Long.toHexString(offset), problem, cure);
  }

  /** The object, and its section and the offset in it where there is one at fault. */
  public String where() {
    return where;
  }

  /** What is wrong. */
  public String problem() {
    return problem;
  }

  /** What the reader can do; empty where there is nothing to do. */
  public String cure() {
    return cure;
  }
}
