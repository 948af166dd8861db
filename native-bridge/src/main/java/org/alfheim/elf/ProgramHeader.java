package org.alfheim.elf;

/**
 * One entry of the program header table (gABI, "Program Header"). Of {@link
 * SharedObject#programHeaders} those that a loader uses are checked: the loadable ones ({@link
 * SharedObject#loadSegments}), PT_DYNAMIC, PT_TLS and PT_GNU_RELRO, which may reach past the end of
 * the segment that it begins in. The others are as they stand in the file.
 *
 * @param type {@code p_type}, one of the {@code PT_} constants
 * @param flags {@code p_flags}, a combination of {@link #PF_X}, {@link #PF_W}, {@link #PF_R}
 * @param offset {@code p_offset}, where the segment begins in the file, in bytes
 * @param vaddr {@code p_vaddr}, where the segment lies in the image
 * @param fileSize {@code p_filesz}, bytes of the segment that the file holds
 * @param memorySize {@code p_memsz}, bytes of the segment in memory, at least {@code fileSize} for
 *     PT_LOAD and PT_TLS
 * @param align {@code p_align}; 0, 1 or a power of two up to 1 GiB for PT_LOAD and PT_TLS
 */
public record ProgramHeader(
    int type, int flags, long offset, Vaddr vaddr, long fileSize, long memorySize, long align) {

  /** {@code p_type}: a segment to map. */
  public static final int PT_LOAD = 1;

  /** {@code p_type}: the dynamic section. */
  public static final int PT_DYNAMIC = 2;

  /** {@code p_type}: the path of an interpreter. */
  public static final int PT_INTERP = 3;

  /** {@code p_type}: notes. */
  public static final int PT_NOTE = 4;

  /** {@code p_type}: the program header table itself. */
  public static final int PT_PHDR = 6;

  /** {@code p_type}: the initial image of thread-local storage. */
  public static final int PT_TLS = 7;

  /** {@code p_type}: the binary search table over the unwind information. */
  public static final int PT_GNU_EH_FRAME = 0x6474e550;

  /** {@code p_type}: whether the stack has to be executable. */
  public static final int PT_GNU_STACK = 0x6474e551;

  /** {@code p_type}: what becomes read-only after relocation. */
  public static final int PT_GNU_RELRO = 0x6474e552;

  /** {@code p_type}: properties of the image (control-flow protection and others). */
  public static final int PT_GNU_PROPERTY = 0x6474e553;

  /** {@code p_flags}: may be executed. */
  public static final int PF_X = 1;

  /** {@code p_flags}: may be written. */
  public static final int PF_W = 2;

  /** {@code p_flags}: may be read. */
  public static final int PF_R = 4;

  /**
   * The name of {@link #type} as readelf has it, such as {@code LOAD}; a number if it is unknown.
   */
  public String typeName() {
    return switch (type) {
      case 0 -> "NULL";
      case PT_LOAD -> "LOAD";
      case PT_DYNAMIC -> "DYNAMIC";
      case PT_INTERP -> "INTERP";
      case PT_NOTE -> "NOTE";
      case 5 -> "SHLIB";
      case PT_PHDR -> "PHDR";
      case PT_TLS -> "TLS";
      case PT_GNU_EH_FRAME -> "GNU_EH_FRAME";
      case PT_GNU_STACK -> "GNU_STACK";
      case PT_GNU_RELRO -> "GNU_RELRO";
      case PT_GNU_PROPERTY -> "GNU_PROPERTY";
      default -> ElfBytes.hex(type & 0xffffffffL);
    };
  }

  /** Whether the segment may be executed. */
  public boolean executable() {
    return (flags & PF_X) != 0;
  }

  /** Whether the segment may be written. */
  public boolean writable() {
    return (flags & PF_W) != 0;
  }

  /** The first address after the segment in memory. */
  public Vaddr end() {
    return vaddr.plus(memorySize);
  }

  /**
   * Whether a range lies in the segment's memory.
   *
   * @param start the first address of the range
   * @param size the bytes of the range, at least 0
   * @return whether every byte of the range lies in the segment
   */
  public boolean contains(Vaddr start, long size) {
    long distance = start.minus(vaddr);
    return Long.compareUnsigned(distance, memorySize) <= 0
        && size >= 0
        && Long.compareUnsigned(size, memorySize - distance) <= 0;
  }
}
