package org.alfheim.corpus.snapshot;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.alfheim.elf.SharedObject;
import org.alfheim.internal.process.call.Observer;
import org.alfheim.internal.process.ldso.DynamicLinker;
import org.alfheim.internal.process.libc.CLibrary;
import org.alfheim.internal.process.libc.ExecutableFile;
import org.alfheim.internal.process.libc.ProcessException;
import org.alfheim.internal.process.map.CarrierObject;
import org.alfheim.internal.process.map.SharedImage;

/**
 * Opens a library by {@code dlopen(RTLD_NOW)}: what Alfheim's own way of opening it is measured by.
 *
 * <p>Where a snapshot is asked for (see {@link SnapshotFile}), ld.so is given an {@link
 * InitFirstObject} that needs the library, so that the snapshot is taken before any constructor
 * runs.
 */
public final class PeerLoader {
  private final String path;
  private final SharedObject image;
  private final Set<String> earlier;

  private PeerLoader(String path, SharedObject image) {
    this.path = path;
    this.image = image;
    this.earlier =
        LoadedObjects.ofProcess(false, MemoryMap.ofProcess()).stream()
            .map(LoadedObject::name)
            .collect(Collectors.toUnmodifiableSet());
  }

  /** What dlopen answers. */
  public sealed interface Answer {}

  /** The library is open. */
  public record Opened() implements Answer {}

  /** The process had it already. */
  public record Held() implements Answer {}

  /**
   * It is not opened.
   *
   * @param reason what {@code dlerror} says
   */
  public record Refused(String reason) implements Answer {}

  /**
   * Opens a library.
   *
   * @param file its path, absolute
   * @param image the same file, if it can be read: without it there is no snapshot
   * @return dlopen's answer
   * @throws ProcessException if a system call fails
   * @throws IllegalStateException if no snapshot could be taken
   */
  public static Answer open(Path file, Optional<SharedObject> image) {
    String path = file.toString();
    if (image.isPresent() && SharedImage.find(file, image.get()).isPresent()) {
      return new Held();
    }
    image.ifPresent(readable -> new PeerLoader(path, readable).openObserved());
    return DynamicLinker.open(path) instanceof DynamicLinker.Refused(String reason)
        ? new Refused(reason)
        : new Opened();
  }

  /* Whether it succeeds does not matter: dlopen is asked for the library itself afterwards. */
  private void openObserved() {
    Observer observer = new Observer(this::observe);
    try (Arena arena = Arena.ofConfined()) {
      InitFirstObject object = new InitFirstObject(path, observer.function(arena).address());
      MemorySegment file = arena.allocate(object.size());
      object.writeTo(file);
      try (ExecutableFile memory = ExecutableFile.create("alfheim-observer")) {
        CLibrary.write(memory.descriptor(), file);
        DynamicLinker.open(CarrierObject.uniqueName(memory.descriptor()));
      }
    }
    observer.rethrow();
  }

  private void observe() {
    for (LoadedObject object : LoadedObjects.ofProcess(false, MemoryMap.ofProcess())) {
      if (object.name().equals(path)) {
        SnapshotRequest.relocated(image, object.bias(), earlier);
        return;
      }
    }
    throw new IllegalStateException("ld.so does not list " + path);
  }
}
