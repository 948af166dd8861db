package org.alfheim.internal.symboltypes;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.alfheim.elf.ArchiveFile;
import org.alfheim.elf.ElfBytes;
import org.alfheim.elf.ElfException;
import org.alfheim.internal.btf.BtfTypes;
import org.alfheim.internal.debuginfo.DebugFiles;
import org.alfheim.internal.dwarf.DwarfTypes;
import org.alfheim.internal.dwarf.section.Companions;
import org.alfheim.internal.typing.SymbolTypes;
import org.alfheim.types.TypesException;

/**
 * A file that may know types: an ELF file with BTF or DWARF in it, or BTF alone. Damage in the one
 * is no reason not to ask the other.
 *
 * @param found who is to be asked, in this order; what is read is added
 * @param damaged is told of what can't be read
 */
record TypeFile(List<SymbolTypes> found, Consumer<RuntimeException> damaged) {
  private static final byte[] MAGIC = {0x7f, 'E', 'L', 'F'};

  /**
   * Adds what a file knows.
   *
   * @param name what to call it
   * @param file its bytes
   */
  void read(String name, MemorySegment file) {
    ElfBytes bytes = new ElfBytes(name, file);
    if (ArchiveFile.begins(bytes)) {
      readMembers(name, bytes);
      return;
    }
    if (!isElf(file)) {
      // No lambda here and below, as on all the way of a first question.
      try {
        found.add(BtfTypes.of(name, file));
      } catch (ElfException | TypesException unreadable) {
        damaged.accept(unreadable);
      }
      return;
    }
    addBtf(name, file);
    try {
      if (DwarfTypes.isIn(name, file)) {
        found.add(new DwarfTypes(name, file, Companions.NONE));
      }
    } catch (ElfException | TypesException unreadable) {
      damaged.accept(unreadable);
    }
  }

  /** Adds what the objects of an archive know; those beside a thin one are files of their own. */
  private void readMembers(String name, ElfBytes archive) {
    try {
      ArchiveFile.of(archive)
          .read(member -> {
            MemorySegment content =
                member.outside()
                    ? MemorySegment.NULL
                    : archive.segment().asSlice(member.offset(), member.size());
            if (isElf(content)) {
              read(name + "(" + member.name() + ")", content);
            }
          });
    } catch (ElfException damage) {
      damaged.accept(damage);
    }
  }

  /**
   * Adds the BTF in an image's own file.
   *
   * @param path its path
   * @param file its bytes
   */
  void read(Path path, MemorySegment file) {
    addBtf(path.toString(), file);
  }

  /**
   * Adds the DWARF in an image's own file, and in the files that it names.
   *
   * @param path its path
   * @param file its bytes
   * @param debug finds debug information
   */
  void read(Path path, MemorySegment file, DebugFiles debug) {
    try {
      debug.in(path, file).ifPresent(found::add);
    } catch (ElfException | TypesException unreadable) {
      damaged.accept(unreadable);
    }
  }

  private void addBtf(String name, MemorySegment image) {
    try {
      Optional<BtfTypes> types = BtfTypes.ofImage(name, image);
      if (types.isPresent()) {
        found.add(types.get());
      }
    } catch (ElfException | TypesException unreadable) {
      damaged.accept(unreadable);
    }
  }

  /** Whether it begins as an ELF file does (gABI, EI_MAG0 to EI_MAG3). */
  private static boolean isElf(MemorySegment file) {
    return file.byteSize() >= MAGIC.length
        && file.asSlice(0, MAGIC.length).mismatch(MemorySegment.ofArray(MAGIC)) < 0;
  }
}
