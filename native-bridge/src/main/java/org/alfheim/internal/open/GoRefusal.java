package org.alfheim.internal.open;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.alfheim.elf.ElfException;
import org.alfheim.elf.SharedObject;
import org.alfheim.internal.go.GoMark;
import org.alfheim.internal.symboltypes.ImageFile;

/** Refuses Go plugins, with all that their files say of them: more than what is mapped. */
final class GoRefusal {
  private GoRefusal() {}

  /**
   * Refuses a Go plugin.
   *
   * @throws ElfException if the image is one
   */
  static void check(Origin origin, SharedObject image) {
    if (!GoMark.isOn(image)) {
      return;
    }
    if (origin.file().isPresent()) {
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment whole = ImageFile.read(origin.file().get(), image, arena);
        GoMark.refuse(SharedObject.parse(image.name(), whole));
      } catch (IOException changed) {
        /* What is mapped of it says less. */
      }
    }
    GoMark.refuse(image);
  }
}
