package org.alfheim.elf.inspect;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alfheim.elf.ArchiveFile;
import org.alfheim.elf.ElfBytes;
import org.alfheim.elf.ElfException;
import org.alfheim.elf.ElfFile;

/** Looks at each member of an archive. */
final class ArchiveReader {
  private final ElfBytes file;
  private final List<Archive.Member> members = new ArrayList<>();

  private ArchiveReader(ElfBytes file) {
    this.file = file;
  }

  static Archive read(ElfBytes file) {
    ArchiveReader reader = new ArchiveReader(file);
    Optional<String> problem = Optional.empty();
    try {
      ArchiveFile.of(file).read(reader::add);
    } catch (ElfException damaged) {
      problem = Optional.of(damaged.problem());
    }
    return new Archive(file.name(), file.size(), reader.members, problem);
  }

  private void add(ArchiveFile.Member member) {
    if (member.outside()) {
      add(member, Optional.empty(), Optional.of("a file beside this thin archive"));
      return;
    }
    MemorySegment bytes = file.segment().asSlice(member.offset(), member.size());
    try {
      String shown = file.name() + "(" + member.name() + ")";
      add(member, Optional.of(ElfImageReader.read(ElfFile.of(shown, bytes))), Optional.empty());
    } catch (ElfException notElf) {
      add(member, Optional.empty(), Optional.of(notElf.problem()));
    }
  }

  private void add(ArchiveFile.Member member, Optional<ElfImage> image, Optional<String> problem) {
    members.add(new Archive.Member(member.name(), member.offset(), member.size(), image, problem));
  }
}
