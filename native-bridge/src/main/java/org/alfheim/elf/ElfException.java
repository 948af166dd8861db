package org.alfheim.elf;

import org.alfheim.names.RawText;

/**
 * An image that is not what the gABI and the x86-64 psABI allow, or that this loader does not
 * support. It names the file, the field in the specification's own terms, where the field lies in
 * the file, and what to do.
 */
public final class ElfException extends RuntimeException {
  private final String file;
  private final String field;
  private final long offset;
  private final String problem;
  private final String cure;

  /**
   * An image that was refused.
   *
   * @param file the name of the image, as the caller gave it
   * @param field the field at fault, as the gABI names it ({@code e_machine}, {@code p_offset}, …)
   * @param offset the field's offset in the file in bytes, or -1 where no single place is at fault
   * @param problem what is wrong, a phrase without a full stop
   * @param cure what the reader can do, a phrase without a full stop; empty where there is nothing
   *     to do
   */
  public ElfException(String file, String field, long offset, String problem, String cure) {
    super(RawText.shown(text(file, field, offset, problem, cure)).replaceAll("\\p{Cntrl}", "?"));
    this.file = file;
    this.field = field;
    this.offset = offset;
    this.problem = problem;
    this.cure = cure;
  }

  private static String text(String file, String field, long offset, String problem, String cure) {
    StringBuilder text =
        new StringBuilder(file).append(": ").append(problem).append(" (").append(field);
    if (offset >= 0) {
      text.append(" at offset 0x").append(Long.toHexString(offset));
    }
    text.append(')');
    return (cure.isEmpty() ? text : text.append("; ").append(cure)).toString();
  }

  /** The name of the image, as the caller gave it. */
  public String file() {
    return file;
  }

  /** The field at fault, as the gABI names it. */
  public String field() {
    return field;
  }

  /** The field's offset in the file in bytes, or -1 where no single place is at fault. */
  public long offset() {
    return offset;
  }

  /** What is wrong, a phrase without a full stop. */
  public String problem() {
    return problem;
  }

  /** What the reader can do; empty where there is nothing to do. */
  public String cure() {
    return cure;
  }
}
