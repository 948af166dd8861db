package org.alfheim.process;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.alfheim.elf.SharedObject;
import org.alfheim.link.InitFirstObject;

/**
 * Opens a library by {@code dlopen(RTLD_NOW)}: what Alfheim's own way of opening it is measured by.
 *
 * <p>Where a snapshot is asked for (see {@link SnapshotFile}), ld.so is given an {@link
 * InitFirstObject} that needs the library, so that the snapshot is taken before any constructor
 * runs.
 */
public final class PeerLoader {
  private static final FunctionDescriptor INITIALIZATION =
      FunctionDescriptor.ofVoid(JAVA_INT, ADDRESS, ADDRESS);

  private final String path;
  private final SharedObject image;
  private final Set<String> earlier;
  private Throwable failure;

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
    if (CLibrary.dlopen(path, CLibrary.RTLD_NOLOAD | CLibrary.RTLD_LAZY) != 0) {
      return new Held();
    }
    image.ifPresent(readable -> new PeerLoader(path, readable).openObserved());
    return CLibrary.dlopen(path, CLibrary.RTLD_NOW) == 0
        ? new Refused(CLibrary.dlerror())
        : new Opened();
  }

  /* Whether it succeeds does not matter: dlopen is asked for the library itself afterwards. */
  private void openObserved() {
    /* Never freed: the object stays. */
    Arena arena = Arena.global();
    InitFirstObject object =
        new InitFirstObject(path, Downcalls.stub(observer(), INITIALIZATION, arena).address());
    int descriptor = CLibrary.memoryFile("alfheim-observer");
    try {
      MemorySegment file = arena.allocate(object.size());
      object.writeTo(file);
      CLibrary.write(descriptor, file);
      CLibrary.dlopen(CarrierObject.uniqueName(descriptor), CLibrary.RTLD_NOW);
    } finally {
      CLibrary.close(descriptor);
    }
    if (failure != null) {
      throw new IllegalStateException("no snapshot of " + path, failure);
    }
  }

  private MethodHandle observer() {
    try {
      return MethodHandles.lookup()
          .bind(
              this,
              "observe",
              MethodType.methodType(
                  void.class, int.class, MemorySegment.class, MemorySegment.class));
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("the method is there", e);
    }
  }

  @SuppressWarnings({"UnusedMethod", "UnusedVariable"}) // ld.so calls it
  private void observe(int argc, MemorySegment argv, MemorySegment envp) {
    /* What leaves an upcall ends the process. */
    try {
      for (LoadedObject object : LoadedObjects.ofProcess(false, MemoryMap.ofProcess())) {
        if (object.name().equals(path)) {
          SnapshotRequest.relocated(image, object.bias(), earlier);
          return;
        }
      }
      throw new IllegalStateException("ld.so does not list it");
    } catch (Throwable e) {
      failure = e;
    }
  }
}
