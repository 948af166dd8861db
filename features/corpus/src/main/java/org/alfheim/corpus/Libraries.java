package org.alfheim.corpus;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.alfheim.elf.ElfException;
import org.alfheim.elf.RelocationTable;
import org.alfheim.elf.RelocationType;
import org.alfheim.elf.SharedObject;
import org.alfheim.elf.Vaddr;

/** The files of libraries that are loaded with the images that are compared. */
class Libraries {
  private final Map<String, String> realPaths = new ConcurrentHashMap<>();

  /**
   * A path without symbolic links.
   *
   * @param path the path of a library as ld.so has it
   * @return the real path, or the path as it is where there is no such file
   */
  String realPath(String path) {
    return realPaths.computeIfAbsent(
        path,
        name -> {
          try {
            return Path.of(name).toRealPath().toString();
          } catch (IOException e) {
            return name;
          }
        });
  }

  /**
   * What relocation writes to a place of a library, for people.
   *
   * @param library its path
   * @param place the place
   * @return the relocation, or an empty string if it can't be told
   */
  String relocation(String library, Vaddr place) {
    try (Arena arena = Arena.ofConfined();
        FileChannel channel = FileChannel.open(Path.of(library))) {
      SharedObject image =
          SharedObject.parse(
              library, channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena));
      return find(image, image.rela(), place)
          .or(() -> find(image, image.jumpRelocations(), place))
          .orElse("");
    } catch (IOException | ElfException e) {
      return "";
    }
  }

  private static Optional<String> find(SharedObject image, RelocationTable table, Vaddr place) {
    for (int i = 0; i < table.count(); i++) {
      if (table.offset(i) == place.value()) {
        return Optional.of(
            RelocationType.nameOf(table.type(i))
                + " against "
                + image.symbols().name(table.symbol(i)));
      }
    }
    return Optional.empty();
  }
}
