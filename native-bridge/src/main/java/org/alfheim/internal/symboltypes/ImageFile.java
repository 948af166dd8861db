package org.alfheim.internal.symboltypes;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import org.alfheim.elf.ElfFile;
import org.alfheim.elf.FileParts;
import org.alfheim.elf.SharedObject;

/** The file that an image was opened from, once more: only what is mapped of it was kept. */
public final class ImageFile {
  private ImageFile() {}

  /**
   * Maps the file, as long as somebody refers to its bytes.
   *
   * @param path its path
   * @param image the image
   * @throws IOException if it can't be read, or has become another one
   */
  static MemorySegment read(Path path, SharedObject image) throws IOException {
    return read(path, image, Arena.ofAuto());
  }

  /** The same, as long as an arena lives. */
  public static MemorySegment read(Path path, SharedObject image, Arena arena) throws IOException {
    try (FileChannel channel = FileChannel.open(path)) {
      MemorySegment now = channel.map(MapMode.READ_ONLY, 0, channel.size(), arena);
      if (!isOf(image, path, now)) {
        throw new IOException("the file is another one than when it was opened");
      }
      return now;
    }
  }

  /** By the build id, as debuggers do, or else by all that was kept. */
  private static boolean isOf(SharedObject image, Path path, MemorySegment now) {
    if (image.buildId().isEmpty()) {
      return FileParts.same(image.bytes(), now);
    }
    ElfFile file = ElfFile.of(path.toString(), now);
    return image.buildId().equals(file.buildId(file.programHeaders()));
  }
}
