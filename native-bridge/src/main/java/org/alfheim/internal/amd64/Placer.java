package org.alfheim.internal.amd64;

import java.lang.foreign.MemorySegment;
import java.util.HexFormat;
import org.alfheim.elf.Vaddr;
import org.alfheim.internal.carrier.IndirectStubs;
import org.alfheim.internal.relocation.Fixups;

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
 * <p>An indirect function of the image (STT_GNU_IFUNC) may be wanted before that: ld.so relocates
 * the libraries that an image needs first, and calls the resolver of what it binds them to. So the
 * carrier has a stub for each ({@link IndirectStubs}), by which the steps up to the {@linkplain
 * #STEP_PAUSE pause} are carried out at that moment, and then the resolver is called: in an image
 * that is mapped, and not yet bound to others, as it is by {@code dlopen}.
 *
 * <p>It carries out a list of steps, and does nothing that is not in the list: whoever makes the
 * list decides. If a step fails, it spoils the <dfn>trap</dfn>, a relocation that ld.so comes to
 * next: ld.so then gives up the carrier and all that it has loaded for it, as it does where a
 * symbol is missing, and no constructor has run. Its source is {@code placer.s}.
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

  /** The work: where the steps begin; before them it has the address of the one to go on with. */
  public static final int WORK_STEPS = 40;

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
   * Values that functions give: the addresses of the three arrays that {@link Fixups#copyTo} fills,
   * from where such fixups begin, how many, where the slots lie in the image.
   */
  public static final long STEP_RESOLVE = 4;

  /** Words that are reported: an address in the image, how many, where they are copied to. */
  public static final long STEP_REPORT = 5;

  /** Has ld.so give up the carrier and all that it has loaded for it. */
  public static final long STEP_REFUSE = 6;

  /** Relocations of the type {@code R_X86_64_RELATIVE}: the address of the first, how many. */
  public static final long STEP_RELATIVE = 7;

  /**
   * As far as it goes when ld.so wants to know an indirect function of the image before the rest
   * can be done; nothing where ld.so does not.
   */
  public static final long STEP_PAUSE = 8;

  /**
   * A function: its address, an argument. It gets the load bias as its second, and gives 0 or the
   * number of an error.
   */
  public static final long STEP_FUNCTION = 9;

  /*
   * The work's address, the segment's, the trap's, that of the word for the result, and then the
   * code.
   */
  private static final int ENTRY = 32;

  /** Where a stub goes on, from the segment's start. */
  public static final int INDIRECT = 0x27d;

  private static final byte[] CODE =
      HexFormat.of()
          .parseHex(
              """
              f30f1efa535541544155415641574883ec08488d05c7ffffff488b184885db0f\
              84c10200004889c5482b680848892b48837b08000f85ac0200004531f64c8b63\
              204d85e475044c8d6328498b042483f8010f8293020000744083f803727b0f84\
              8800000083f8050f822d0100000f848201000083f8070f849301000083f8080f\
              84b501000083f8090f8424020000e93c0200004983c440ebb1498b442408498b\
              7c24104801ef498b742418498b5424204d8b5424284d8b4424304d8b4c24380f\
              05483d01f0ffff72ca48f7d8488943084c896310e9f6010000498b7c24084801\
              ef498b4c241031c0f3aaeba74d8b4424084d8b4c24104d8b5424184d8b5c2420\
              4d8b6c24284901ed31c9eb0648890748ffc14c39d90f8378ffffff498b3cc848\
              01ef498b04c9418b348a89f283e20f83fa017432723583fa0274d183fa087445\
              c1ee0483fa047428490344f50083fa0374ba83fa05742e4829f883fa0774ad83\
              fa06741c0f0b4801e8eba148012feb9f498b44f50848894708498b44f500eb8c\
              4863d0eb0289c289074839c2748148ffc148894b18e9350100004531edeb4a4d\
              8b7c24084f8b3cef498b4424104a8b04e84801e8498b4c2418428b0ca989ca83\
              e20f83fa0a7519c1e904498b5424284801ea488b14ca4839c274054889d0eb02\
              ffd04989042f49ffc54d3b6c242072afe99efeffff498b7424084801ee498b4c\
              2410498b7c2418f348a5e984feffff498b742408498b4c2410eb15488b3e488b\
              46104801e84889042f4883c61848ffc94885c975e6e959feffff4983c4404c89\
              63204585f60f84fffdffff415b4901eb415f415e415d415c5d5b41ffe3535541\
              5441554156415750488d0571fdffff4889c5482b6808488b501848837c150000\
              75c948837c1508007553488b184885db745448837b0800754d48837b200075ab\
              48892b41be010000004c8d6328e998fdffff498b7c24104889ee41ff54240889\
              c04885c00f84c9fdffffe9fdfdffff488b051afdffffc70428ff000000488b04\
              244801e8eb0931c0eb05b8010000004883c408415f415e415d415c5d5bc3\
              """);

  private Placer() {}

  /** The bytes of the segment. */
  public static int size() {
    return ENTRY + CODE.length;
  }

  /** Where the function begins, when this is the segment's start. */
  public static Vaddr entry(Vaddr segment) {
    return segment.plus(ENTRY);
  }

  /**
   * Writes the segment.
   *
   * @param file the carrier
   * @param offset where
   * @param segment the segment's address in the image
   * @param trap where the type of the relocation that is spoiled lies in the image
   * @param placed where ld.so writes the result, which is not 0 once the image is in place, and
   *     behind it a word that is not 0 once it relocates the carrier
   * @param work the address of the work in the process
   */
  public static void writeTo(
      MemorySegment file, long offset, Vaddr segment, Vaddr trap, Vaddr placed, long work) {
    ElfLayouts.write(file, offset, work, segment.value(), trap.value(), placed.value());
    MemorySegment.copy(MemorySegment.ofArray(CODE), 0, file, offset + ENTRY, CODE.length);
  }
}
