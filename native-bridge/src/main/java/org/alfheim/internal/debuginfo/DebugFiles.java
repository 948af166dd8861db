package org.alfheim.internal.debuginfo;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import org.alfheim.elf.ElfException;
import org.alfheim.elf.ElfFile;
import org.alfheim.elf.SectionHeader;
import org.alfheim.internal.dwarf.DwarfTypes;
import org.alfheim.names.RawText;
import org.alfheim.types.TypesException;

/**
 * Finds the debug information of images: in them, or in a file of its own by the build id or by
 * {@code .gnu_debuglink}. A file that is not the image's is not taken, and the search goes on.
 */
public final class DebugFiles {
  private static final int LONGEST_LINK = 1 << 12;
  private static final int PIECE = 1 << 20;

  private final DebugFolders folders;

  /**
   * What was found.
   *
   * @param types the types; empty if there is no debug information
   * @param refused the files that were there, and why each was not taken
   */
  public record Result(Optional<DwarfTypes> types, List<String> refused) {
    /** Copies the list. */
    public Result {
      refused = List.copyOf(refused);
    }
  }

  /** What {@code .gnu_debuglink} says. */
  private record Link(String name, int checksum) {}

  /**
   * A search.
   *
   * @param folders where to look
   */
  public DebugFiles(DebugFolders folders) {
    this.folders = folders;
  }

  /**
   * The DWARF that is in a file itself.
   *
   * @param path the file's path, beside which the other files are that it may be spread over
   * @param bytes its bytes, which do not change
   * @return the types; empty if it has none
   * @throws TypesException if it is no ELF64 file for AMD64, or its section headers are damaged
   */
  public Optional<DwarfTypes> in(Path path, MemorySegment bytes) {
    return DwarfTypes.isIn(path.toString(), bytes)
        ? Optional.of(new DwarfTypes(path.toString(), bytes, new NearbyFiles(path, folders)))
        : Optional.empty();
  }

  /**
   * The DWARF of an image in a file of its own.
   *
   * @param path the image's path
   * @param bytes its bytes
   * @throws TypesException if the image is no ELF64 file for AMD64, or its headers are damaged
   */
  public Result apart(Path path, MemorySegment bytes) {
    List<String> refused = new ArrayList<>();
    try {
      ElfFile image = ElfFile.of(path.toString(), bytes);
      Optional<String> buildId = image.buildId(image.programHeaders());
      Optional<DwarfTypes> found =
          buildId.isPresent() ? byBuildId(buildId.get(), refused) : Optional.empty();
      if (found.isEmpty()) {
        Optional<Link> link = link(image, bytes);
        found = link.isPresent() ? byLink(path, link.get(), refused) : found;
      }
      return new Result(found, refused);
    } catch (ElfException e) {
      throw new TypesException(e.getMessage(), e);
    }
  }

  /**
   * The DWARF of an image that is no file, by its build id alone.
   *
   * @param buildId the build id in lower-case hexadecimal digits
   */
  public Result ofBuildId(String buildId) {
    List<String> refused = new ArrayList<>();
    return new Result(byBuildId(buildId, refused), refused);
  }

  private Optional<DwarfTypes> byBuildId(String buildId, List<String> refused) {
    for (Path place : folders.ofBuildId(buildId)) {
      Optional<MemorySegment> bytes = MappedFile.of(place);
      if (bytes.isPresent()) {
        try {
          String own = buildIdOf(place, bytes.get());
          Optional<DwarfTypes> types =
              own.equals(buildId) ? in(real(place), bytes.get()) : Optional.empty();
          if (types.isPresent()) {
            return types;
          }
          refused.add(
              own.equals(buildId)
                  ? place + ": it has no debug information"
                  : RawText.shown(
                      place + ": its build id is " + own + ", that of the image " + buildId));
        } catch (ElfException | TypesException e) {
          refused.add(e.getMessage());
        }
      }
    }
    return Optional.empty();
  }

  private static String buildIdOf(Path place, MemorySegment bytes) {
    ElfFile file = ElfFile.of(place.toString(), bytes);
    // Its segments have nothing in the file, its notes are there by section.
    return file.notesOfSections(file.sections()).stream()
        .filter(note -> note.owner().equals("GNU") && note.type() == 3)
        .map(note -> note.content())
        .findFirst()
        .orElse("none");
  }

  private static Optional<Link> link(ElfFile image, MemorySegment bytes) {
    for (SectionHeader section : image.sections()) {
      if (section.name().equals(".gnu_debuglink") && section.type() == SectionHeader.SHT_PROGBITS) {
        long end = section.offset() + section.size();
        if (section.offset() < 0
            || section.size() < 2 * Integer.BYTES
            || section.size() > LONGEST_LINK
            || end > bytes.byteSize()) {
          throw new TypesException(image.name() + ": .gnu_debuglink is not wholly in the file");
        }
        return Optional.of(
            link(image, bytes.asSlice(section.offset(), section.size()).asByteBuffer()));
      }
    }
    return Optional.empty();
  }

  private static Link link(ElfFile image, ByteBuffer content) {
    int length = 0;
    while (length < content.limit() && content.get(length) != 0) {
      length++;
    }
    // The checksum stands behind the name and its NUL, at a multiple of four.
    int checksum = length / Integer.BYTES * Integer.BYTES + Integer.BYTES;
    if (checksum + Integer.BYTES > content.limit()) {
      throw new TypesException(image.name() + ": .gnu_debuglink ends before its checksum");
    }
    byte[] name = new byte[length];
    content.get(0, name);
    return new Link(RawText.decode(name), content.order(ByteOrder.LITTLE_ENDIAN).getInt(checksum));
  }

  private Optional<DwarfTypes> byLink(Path path, Link link, List<String> refused) {
    for (Path place : places(real(path), link.name())) {
      Optional<MemorySegment> bytes = MappedFile.of(place);
      if (bytes.isPresent() && !place.equals(real(path))) {
        try {
          int checksum = checksum(bytes.get());
          if (checksum != link.checksum()) {
            refused.add(
                place
                    + ": its CRC32 is 0x"
                    + HexFormat.of().toHexDigits(checksum)
                    + ", .gnu_debuglink of the image says 0x"
                    + HexFormat.of().toHexDigits(link.checksum()));
            continue;
          }
          Optional<DwarfTypes> types = in(place, bytes.get());
          if (types.isPresent()) {
            return types;
          }
          refused.add(place + ": it has no debug information");
        } catch (TypesException e) {
          refused.add(e.getMessage());
        }
      }
    }
    return Optional.empty();
  }

  private List<Path> places(Path image, String name) {
    List<Path> places = new ArrayList<>();
    try {
      Path folder = image.getParent();
      // No path is meant here, and one that leads elsewhere is not followed.
      Path file = Path.of(name).getFileName();
      if (folder == null || file == null || !file.toString().equals(name)) {
        return List.of();
      }
      places.add(folder.resolve(file));
      places.add(folder.resolve(".debug").resolve(file));
      for (Path global : folders.global()) {
        places.add(global.resolve(folder.getRoot().relativize(folder)).resolve(file));
      }
    } catch (InvalidPathException e) {
      return List.of();
    }
    return places;
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path.toAbsolutePath().normalize();
    }
  }

  private static int checksum(MemorySegment bytes) {
    CRC32 checksum = new CRC32();
    for (long at = 0; at < bytes.byteSize(); at += PIECE) {
      checksum.update(bytes.asSlice(at, Math.min(PIECE, bytes.byteSize() - at)).asByteBuffer());
    }
    return (int) checksum.getValue();
  }
}
