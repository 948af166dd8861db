package org.alfheim.process;

import org.alfheim.link.NamedObject;

/** A {@link NamedObject} in a memory file, for ld.so to load by its path. */
public final class NamedFile implements AutoCloseable {
  private final int descriptor;
  private final String path;

  private NamedFile(int descriptor) {
    this.descriptor = descriptor;
    this.path = CarrierObject.uniqueName(descriptor);
  }

  /**
   * Writes an object into a memory file.
   *
   * @param object the object
   * @return its file
   * @throws ProcessException if a system call fails
   */
  public static NamedFile of(NamedObject object) {
    int descriptor = CLibrary.memoryFile("alfheim-name");
    try (ZeroedMemory memory = new ZeroedMemory(object.size())) {
      object.writeTo(memory.segment());
      CLibrary.write(descriptor, memory.segment());
      return new NamedFile(descriptor);
    } catch (RuntimeException | Error e) {
      CLibrary.close(descriptor);
      throw e;
    }
  }

  /** Its path, good until it is closed: what ld.so has loaded by then stays. */
  public String path() {
    return path;
  }

  @Override
  public void close() {
    CLibrary.close(descriptor);
  }
}
