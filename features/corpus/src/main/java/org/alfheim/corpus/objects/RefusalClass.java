package org.alfheim.corpus.objects;

import java.util.regex.Pattern;
import org.alfheim.elf.ElfException;
import org.alfheim.linker.object.LinkException;

/** Why objects are refused, by what has to be done about it. */
public enum RefusalClass {
  /** It is for another processor, or of 32 bits: i386, x32. */
  ARCHITECTURE("for another processor", "e_machine|EI_CLASS|EI_DATA|AMD64|ELF64"),
  /** An archive without an object: of libraries that have become part of another. */
  EMPTY("without an object", "there is no object in what was named"),
  /** A linker script that can't be followed: it does more than name files. */
  SCRIPT("a linker script", "linker script"),
  /** Bytecode for link-time optimisation and no machine code. */
  BYTECODE("bytecode", "link-time optimisation"),
  /** An address of 32 bits or fewer, which has no room for where libraries lie. */
  SHORT_ADDRESS("an address of 32 bits", "R_X86_64_(32S?|16|8) of "),
  /** An offset from the thread pointer in an instruction that has no other way. */
  THREAD_OFFSET("a thread pointer's offset", "R_X86_64_TPOFF(32|64) of "),
  /** An access to what is elsewhere by an instruction that has no other way. */
  OUTSIDE_ACCESS("direct access to elsewhere", "addresses directly what may be in another"),
  /** A value that does not fit into its field. */
  OVERFLOW("a value too large", "does not fit into"),
  /** Two definitions of one name. */
  DEFINED_TWICE("defined twice", "is defined here, and in"),
  /** A hidden name without a definition. */
  HIDDEN("hidden and not defined", "is hidden, so no other library can have it"),
  /** A version that no library has. */
  VERSION("a version that nobody has", "in the version|standard one of this name"),
  /** Functions that only programs have run before all others. */
  PREINIT("preinit_array", "preinit"),
  /** Sections that are both writable and executable. */
  WRITABLE_CODE("writable code", "writable and executable"),
  /** The file is not what the specification says. */
  DAMAGED("damaged", ""),
  /** Anything else. */
  OTHER("another reason", "");

  private final String text;
  private final Pattern sign;

  RefusalClass(String text, String sign) {
    this.text = text;
    this.sign = sign.isEmpty() ? null : Pattern.compile(sign);
  }

  /** What it is, in a few words. */
  public String text() {
    return text;
  }

  /**
   * Whether there is no machine code to link, so that another linker that makes an image has not
   * made it of the file alone.
   */
  public boolean withoutCode() {
    return this == EMPTY || this == SCRIPT || this == BYTECODE;
  }

  static RefusalClass of(LinkException e) {
    return of(e.problem(), OTHER);
  }

  static RefusalClass of(ElfException e) {
    return of(e.problem() + " " + e.field() + " " + e.cure(), DAMAGED);
  }

  private static RefusalClass of(String problem, RefusalClass otherwise) {
    for (RefusalClass kind : values()) {
      if (kind.sign != null && kind.sign.matcher(problem).find()) {
        return kind;
      }
    }
    return otherwise;
  }
}
