package org.alfheim.linker.image;

import java.util.Set;
import org.alfheim.linker.object.InputSection;

/** The parts of an image by their permissions, in the order of their addresses. */
public enum Region {
  /** Read only: tables and constants. */
  READ(false, false),
  /** Code. */
  CODE(false, true),
  /** Written by the dynamic linker alone, then sealed (PT_GNU_RELRO). */
  SEALED(true, false),
  /** Data. */
  DATA(true, false),
  /** Constants of the large model (SHF_X86_64_LARGE). */
  LARGE_READ(false, false),
  /** Data of the large model. */
  LARGE_DATA(true, false),
  /** Not loaded. */
  UNLOADED(false, false);

  private static final Set<String> SEALED_NAMES =
      Set.of(".data.rel.ro", ".init_array", ".fini_array", ".dynamic", ".got", ".jcr");

  private final boolean writable;
  private final boolean executable;

  Region(boolean writable, boolean executable) {
    this.writable = writable;
    this.executable = executable;
  }

  /** Whether its pages may be written. */
  public boolean writable() {
    return writable;
  }

  /** Whether its pages may be executed. */
  public boolean executable() {
    return executable;
  }

  /** Where an output section goes. */
  static Region of(String name, long flags, boolean relocated) {
    if ((flags & InputSection.SHF_ALLOC) == 0) {
      return UNLOADED;
    }
    boolean large = (flags & InputSection.SHF_LARGE) != 0;
    if ((flags & InputSection.SHF_EXECINSTR) != 0) {
      return CODE;
    }
    if ((flags & InputSection.SHF_TLS) != 0 || SEALED_NAMES.contains(name)) {
      return SEALED;
    }
    if ((flags & InputSection.SHF_WRITE) == 0) {
      return relocated ? SEALED : large ? LARGE_READ : READ;
    }
    return large ? LARGE_DATA : DATA;
  }
}
