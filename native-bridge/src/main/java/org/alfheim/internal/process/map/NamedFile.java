package org.alfheim.internal.process.map;

import org.alfheim.internal.carrier.NamedObject;
import org.alfheim.internal.process.libc.CLibrary;
import org.alfheim.internal.process.libc.ExecutableFile;
import org.alfheim.internal.process.libc.ProcessException;
import org.alfheim.internal.process.libc.ZeroedMemory;

/** A {@link NamedObject} in a memory file, for ld.so to load by its path. */
public final class NamedFile implements AutoCloseable {
  private final ExecutableFile file;
  private final String path;

  private NamedFile(ExecutableFile file) {
    this.file = file;
    this.path = CarrierObject.uniqueName(file.descriptor());
  }

  /**
   * Writes an object into a memory file.
   *
   * @param object the object
   * @return its file
   * @throws ProcessException if a system call fails
   */
  public static NamedFile of(NamedObject object) {
    ExecutableFile file = ExecutableFile.create("alfheim-name");
    try (ZeroedMemory memory = new ZeroedMemory(object.size())) {
      object.writeTo(memory.segment());
      CLibrary.write(file.descriptor(), memory.segment());
      return new NamedFile(file);
    } catch (RuntimeException | Error e) {
      file.close();
      throw e;
    }
  }

  /** Its path, good until it is closed: what ld.so has loaded by then stays. */
  public String path() {
    return path;
  }

  @Override
  public void close() {
    file.close();
  }
}
