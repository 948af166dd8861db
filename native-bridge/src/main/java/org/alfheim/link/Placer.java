package org.alfheim.link;

import java.lang.foreign.MemorySegment;
import java.util.HexFormat;
import org.alfheim.elf.Vaddr;

/**
 * The machine code by which a carrier puts its image in place, and the form of what it works on.
 *
 * <p>It runs from within ld.so, as the resolver of the carrier's one {@code R_X86_64_IRELATIVE}
 * relocation: the last but one thing that ld.so does before everything that is loaded together is
 * relocated, and nothing initialised. So libraries that an image needs are bound to what the image
 * defines, as they are by {@code dlopen}, and find it in place when their constructors run. Java
 * could not run at that moment without risk: ld.so holds a lock there that the JVM takes too, at
 * times when the garbage collector would wait for it.
 *
 * <p>It carries out a list of steps, and does nothing that is not in the list: whoever makes the
 * list decides. If a step fails, it spoils the <dfn>trap</dfn>, a relocation that ld.so comes to
 * next: ld.so then gives up the carrier and all that it has loaded for it, as it does where a
 * symbol is missing, and no constructor has run. Its source is {@code src/main/asm/placer.s}.
 */
public final class Placer {
  /** The work: where the load bias is left. */
  public static final int WORK_BIAS = 0;

  /** The work: where {@code errno} of a system call that failed is left, or 0. */
  public static final int WORK_ERRNO = 8;

  /** The work: where the address of its step is left. */
  public static final int WORK_FAILED_STEP = 16;

  /** The work: where 1 + the index of the first fixup is left whose value does not fit, or 0. */
  public static final int WORK_MISFIT = 24;

  /** The work: where the steps begin. */
  public static final int WORK_STEPS = 32;

  /** The bytes of a step: a number and seven operands of 8 bytes each. */
  public static final int STEP_SIZE = 64;

  /** The last step. */
  public static final long STEP_END = 0;

  /** A system call: its number, an address in the image, five more arguments. */
  public static final long STEP_SYSTEM_CALL = 1;

  /** Zeros: an address in the image, a number of bytes. */
  public static final long STEP_CLEAR = 2;

  /**
   * Fixups: the addresses of the three arrays that {@link Fixups#copyTo} fills, how many, where the
   * slots lie in the image.
   */
  public static final long STEP_FIX = 3;

  /**
   * Values that functions give: the address of an array of addresses in the image, that of an array
   * of functions in the image, how many.
   */
  public static final long STEP_RESOLVE = 4;

  /** Words that are reported: an address in the image, how many, where they are copied to. */
  public static final long STEP_REPORT = 5;

  /** Has ld.so give up the carrier and all that it has loaded for it. */
  public static final long STEP_REFUSE = 6;

  /** Relocations of the type {@code R_X86_64_RELATIVE}: the address of the first, how many. */
  public static final long STEP_RELATIVE = 7;

  /* The work's address, the segment's, the trap's, and then the code. */
  private static final int ENTRY = 24;

  private static final byte[] CODE =
      HexFormat.of()
          .parseHex(
              """
              f30f1efa535541544155415641574883ec08488d05cfffffff488b184885db0f\
              84c70100004889c5482b680848892b4c8d6320498b042483f8010f82ac010000\
              742a83f8037265747683f8050f82180100000f844101000083f8070f84520100\
              00e9780100004983c440ebc7498b442408498b7c24104801ef498b742418498b\
              5424204d8b5424284d8b4424304d8b4c24380f05483d01f0ffff72ca48f7d848\
              8943084c896310e932010000498b7c24084801ef498b4c241031c0f3aaeba74d\
              8b4424084d8b4c24104d8b5424184d8b5c24204d8b6c24284901ed31c9eb0648\
              890748ffc14c39d90f8378ffffff498b3cc84801ef498b04c9418b348a89f283\
              e20f83fa017432723583fa0274d183fa087445c1ee0483fa047428490344f500\
              83fa0374ba83fa05742e4829f883fa0774ad83fa06741c0f0b4801e8eba14801\
              2feb9f498b44f50848894708498b44f500eb8c4863d0eb0289c289074839c274\
              8148ffc148894b18eb744531edeb1e4d8b7c24084f8b3cef498b4424104a8b04\
              e84801e8ffd04989042f49ffc54d3b6c241872dbe9cdfeffff498b7424084801\
              ee498b4c2410498b7c2418f348a5e9b3feffff498b742408498b4c2410eb1548\
              8b3e488b46104801e84889042f4883c61848ffc94885c975e6e988feffff488b\
              0513feffffc70428ff00000031c04883c408415f415e415d415c5d5bc3\
              """);

  private Placer() {}

  /** The bytes of the segment. */
  static int size() {
    return ENTRY + CODE.length;
  }

  /** Where the function begins, when this is the segment's start. */
  static Vaddr entry(Vaddr segment) {
    return segment.plus(ENTRY);
  }

  /**
   * Writes the segment.
   *
   * @param file the carrier
   * @param offset where
   * @param segment the segment's address in the image
   * @param trap where the type of the relocation that is spoiled lies in the image
   * @param work the address of the work in the process
   */
  static void writeTo(MemorySegment file, long offset, Vaddr segment, Vaddr trap, long work) {
    ElfLayouts.write(file, offset, work, segment.value(), trap.value());
    MemorySegment.copy(MemorySegment.ofArray(CODE), 0, file, offset + ENTRY, CODE.length);
  }
}
