package org.alfheim.elf.inspect;

import java.lang.foreign.MemorySegment;
import org.alfheim.elf.ArchiveFile;
import org.alfheim.elf.ElfBytes;
import org.alfheim.elf.ElfFile;

/**
 * What a file says about itself, for people and for tools: decoded values without any reference to
 * the file's bytes. Unlike {@link org.alfheim.elf.SharedObject#parse} it takes every kind of ELF64
 * file for AMD64, archives of them too, and goes on where a part is damaged.
 */
public sealed interface Inspection permits ElfImage, Archive {

  /** What the file is called in messages, as given to {@link #of}. */
  String name();

  /**
   * Inspects a file.
   *
   * @param name what to call it in messages, usually its path
   * @param bytes the file's bytes
   * @return an {@link ElfImage}, or an {@link Archive} if the bytes begin as those of one do
   * @throws org.alfheim.elf.ElfException if it is neither, not for AMD64, or damaged in its first
   *     header
   */
  static Inspection of(String name, MemorySegment bytes) {
    ElfBytes file = new ElfBytes(name, bytes);
    return ArchiveFile.begins(file)
        ? ArchiveReader.read(file)
        : ElfImageReader.read(ElfFile.of(name, bytes));
  }
}
