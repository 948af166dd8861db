package org.alfheim.internal.debuginfo;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alfheim.internal.dwarf.section.Companions;

/**
 * The files that belong to a file of debug information, where the file says that they are, beside
 * it, and in the folders of debug information.
 */
final class NearbyFiles implements Companions {
  private final Path file;
  private final DebugFolders folders;

  /**
   * What belongs to a file.
   *
   * @param file the file that has the debug information
   * @param folders where else to look
   */
  NearbyFiles(Path file, DebugFolders folders) {
    this.file = file;
    this.folders = folders;
  }

  @Override
  public Optional<Companion> split(String folder, String name) {
    return path(name)
        .flatMap(dwo ->
            first(
                List.of(
                    path(folder).orElse(file).resolve(dwo),
                    file.resolveSibling(dwo),
                    file.resolveSibling(dwo.getFileName()))));
  }

  @Override
  public Optional<Companion> packaged() {
    return first(List.of(file.resolveSibling(file.getFileName() + ".dwp")));
  }

  @Override
  public Optional<Companion> alternate(String name, String buildId) {
    List<Path> places = new ArrayList<>();
    path(name)
        .ifPresent(path -> {
          places.add(file.resolveSibling(path).normalize());
          for (Path global : folders.global()) {
            places.add(global.resolve(".dwz").resolve(path.getFileName()));
          }
        });
    places.addAll(folders.ofBuildId(buildId));
    return first(places);
  }

  /** What a file says is a path; empty if it is none, or has no file's name. */
  private static Optional<Path> path(String text) {
    try {
      Path path = Path.of(text);
      return path.getFileName() == null ? Optional.empty() : Optional.of(path);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static Optional<Companion> first(List<Path> places) {
    for (Path place : places) {
      Optional<Companion> found =
          MappedFile.of(place).map(bytes -> new Companion(place.toString(), bytes));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }
}
