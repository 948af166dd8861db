package org.alfheim.internal.relocation;

import java.util.List;
import org.alfheim.elf.ProgramHeader;

/**
 * The initial image of an image's thread-local storage (gABI, "Thread-Local Storage"), as the
 * carrier repeats it. ld.so copies it for threads while the image itself is not mapped yet, so the
 * carrier's copy has to be relocated too.
 *
 * @param segment PT_TLS of the image
 * @param relocations the relocations whose targets lie in it; their places are still those of the
 *     image
 */
public record TlsImage(ProgramHeader segment, List<CarrierRelocation> relocations) {
  public TlsImage {
    relocations = List.copyOf(relocations);
  }
}
