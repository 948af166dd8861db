package org.alfheim.internal.symboltypes;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import org.alfheim.elf.FileParts;
import org.alfheim.elf.SharedObject;
import org.alfheim.plugin.TypeSource;

/**
 * The file that an image was opened from, once more: of the image itself only what is mapped was
 * kept.
 *
 * @param path the file
 * @param image the image
 */
public record ImageFile(Path path, SharedObject image) implements TypeSource {
  @Override
  public String name() {
    return image.name();
  }

  @Override
  public MemorySegment read(Arena arena) throws IOException {
    try (FileChannel channel = FileChannel.open(path)) {
      MemorySegment now = channel.map(MapMode.READ_ONLY, 0, channel.size(), arena);
      if (!FileParts.same(image.bytes(), now)) {
        throw new IOException("the file is another one than when it was opened");
      }
      return now;
    }
  }
}
