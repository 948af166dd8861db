package org.alfheim.linker.code;

/**
 * Where the parts of an instruction are, in bytes from the start of the code that holds it.
 *
 * @param start its first byte
 * @param end the byte behind its last
 * @param opcode its opcode's last byte
 * @param map which map that is of: 0 the one-byte opcodes, 1 those after 0F, 2 after 0F 38, 3 after
 *     0F 3A, others as VEX, EVEX and XOP number them
 * @param modrm its ModRM byte, or -1
 * @param displacement its displacement, or -1
 * @param displacementSize the bytes of that: 0, 1 or 4
 * @param immediateSize the bytes of its immediate, which ends it
 * @param prefixes which of {@link #LOCK}, {@link #SEGMENT}, {@link #ADDRESS_SIZE}, {@link
 *     #EXTENDED}, {@link #SHORT} it has
 * @param rex its REX prefix, or 0
 * @param other the register that VEX or EVEX name beside ModRM, or 0
 */
public record Instruction(
    int start,
    int end,
    int opcode,
    int map,
    int modrm,
    int displacement,
    int displacementSize,
    int immediateSize,
    int prefixes,
    int rex,
    int other) {
  /** LOCK. */
  public static final int LOCK = 1;

  /** An override to FS or GS. */
  public static final int SEGMENT = 2;

  /** An address of 32 bits. */
  public static final int ADDRESS_SIZE = 4;

  /** VEX, EVEX, XOP or REX2. */
  public static final int EXTENDED = 8;

  /** An operand size of 16 bits, unless REX.W says 64. */
  public static final int SHORT = 16;

  /** Whether its operands have 16 bits. */
  boolean shortOperands() {
    return has(SHORT) && (rex & 8) == 0;
  }

  /** Whether it has a prefix. */
  boolean has(int prefix) {
    return (prefixes & prefix) != 0;
  }

  /** Its bytes. */
  public int length() {
    return end - start;
  }
}
