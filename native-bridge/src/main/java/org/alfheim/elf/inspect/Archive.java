package org.alfheim.elf.inspect;

import java.util.List;
import java.util.Optional;

/**
 * An archive of object files ({@code .a}).
 *
 * @param name what the file is called in messages
 * @param size the bytes of the file
 * @param members its members in the order of the file, without the archive's own index and name
 *     table
 * @param problem where the list of members breaks off, if it does
 */
public record Archive(String name, long size, List<Member> members, Optional<String> problem)
    implements Inspection {

  /** Takes the list as it is at this moment. */
  public Archive {
    members = List.copyOf(members);
  }

  /**
   * A member of an archive.
   *
   * @param name the member's name
   * @param offset where its content begins in the archive, in bytes
   * @param size the bytes of its content
   * @param image what it is, if it is an ELF64 file for AMD64
   * @param problem why it is not, else
   */
  public record Member(
      String name, long offset, long size, Optional<ElfImage> image, Optional<String> problem) {}
}
