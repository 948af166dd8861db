package org.alfheim.internal.symboltypes;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
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
      add(() -> Optional.of(BtfTypes.of(name, file)));
      return;
    }
    add(() -> BtfTypes.ofImage(name, file));
    add(() ->
        DwarfTypes.isIn(name, file)
            ? Optional.of(new DwarfTypes(name, file, Companions.NONE))
            : Optional.empty());
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
    add(() -> BtfTypes.ofImage(path.toString(), file));
  }

  /**
   * Adds the DWARF in an image's own file, and in the files that it names.
   *
   * @param path its path
   * @param file its bytes
   * @param debug finds debug information
   */
  void read(Path path, MemorySegment file, DebugFiles debug) {
    add(() -> debug.in(path, file));
  }

  private void add(Supplier<Optional<? extends SymbolTypes>> source) {
    try {
      source.get().ifPresent(found::add);
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
