package org.alfheim.linker.object;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.alfheim.elf.ArchiveFile;
import org.alfheim.elf.ElfBytes;
import org.alfheim.elf.ElfException;

/** The objects of an archive, wherever they are: in it, or beside a thin one. */
public final class ObjectArchive {
  private static final int SIZE = 48;

  private final Input input;
  private final ElfBytes file;
  private final List<Input> members = new ArrayList<>();

  private ObjectArchive(Input input) {
    this.input = input;
    this.file = new ElfBytes(input.name(), input.bytes());
  }

  /** Whether a file is an archive. */
  public static boolean isArchive(Input input) {
    return ArchiveFile.begins(new ElfBytes(input.name(), input.bytes()));
  }

  /**
   * The members, in the order of the file, called {@code libx.a(y.o)}.
   *
   * @param input an archive
   * @throws ElfException if it is damaged, or a member of a thin archive is not there
   */
  public static List<Input> members(Input input) {
    ObjectArchive archive = new ObjectArchive(input);
    ArchiveFile.of(archive.file).read(archive::add);
    return archive.members;
  }

  private void add(ArchiveFile.Member member) {
    MemorySegment bytes =
        member.outside() ? outside(member) : file.segment().asSlice(member.offset(), member.size());
    members.add(Input.of(input.name() + "(" + member.name() + ")", bytes));
  }

  private MemorySegment outside(ArchiveFile.Member member) {
    String name = member.name();
    MemorySegment bytes =
        input
            .neighbour()
            .apply(name)
            .orElseThrow(() ->
                new ElfException(
                    file.name(),
                    "ar_name",
                    member.header(),
                    "a thin archive names " + name + ", and there is no such file",
                    "keep the archive beside its objects, or make it without T"));
    if (bytes.byteSize() != member.size()) {
      throw file.bad(
          "ar_size",
          member.header() + SIZE,
          name + " has " + bytes.byteSize() + " bytes, the thin archive says " + member.size());
    }
    return bytes;
  }
}
