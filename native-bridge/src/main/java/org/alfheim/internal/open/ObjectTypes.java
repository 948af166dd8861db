package org.alfheim.internal.open;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import org.alfheim.internal.objects.ObjectFile;
import org.alfheim.plugin.TypeSource;

/**
 * What the debug information of an object's file says of types, which is read when somebody asks.
 *
 * @param path the file
 * @param size its bytes when it was opened
 * @param time its time then
 */
record ObjectTypes(Path path, long size, FileTime time) implements TypeSource {

  /** The types in the files of objects, as far as they lie in files. */
  static List<TypeSource> of(List<ObjectFile> objects) {
    return objects.stream()
        .flatMap(object -> object.path().stream())
        .flatMap(path -> of(path).stream())
        .toList();
  }

  private static Optional<TypeSource> of(Path path) {
    try {
      BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
      return Optional.of(new ObjectTypes(path, now.size(), now.lastModifiedTime()));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  @Override
  public String name() {
    return path.toString();
  }

  @Override
  public MemorySegment read(Arena arena) throws IOException {
    BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
    if (now.size() != size || !now.lastModifiedTime().equals(time)) {
      throw new IOException("the file is another one than when it was opened");
    }
    return MemorySegment.ofArray(Files.readAllBytes(path)).asReadOnly();
  }
}
