package org.alfheim.internal.process.map;

import java.util.List;
import org.alfheim.internal.carrier.LibraryGate;
import org.alfheim.internal.process.ldso.DynamicLinker;
import org.alfheim.internal.process.libc.CLibrary;
import org.alfheim.internal.process.libc.ExecutableFile;
import org.alfheim.internal.process.libc.ProcessException;
import org.alfheim.internal.process.libc.ZeroedMemory;

/** Loads a library for {@code dlopen}, rebound before any code of it runs. */
public final class GuardedLibrary {
  private GuardedLibrary() {}

  /** What came of it. */
  public sealed interface Outcome {}

  /**
   * The library is loaded and initialised.
   *
   * @param handle a handle that holds it
   */
  public record Loaded(long handle) implements Outcome {}

  /**
   * The library is not loaded.
   *
   * @param reason what {@code dlerror} says
   */
  public record Refused(String reason) implements Outcome {}

  /**
   * Loads a library and all that it needs.
   *
   * @param files the paths, first the library's
   * @param mode as for {@code dlopen}
   * @param rebinding what is called instead of what
   * @return whether it is loaded
   * @throws ProcessException if the process is out of memory or descriptors
   */
  public static Outcome load(List<String> files, int mode, Rebinding rebinding) {
    LibraryGate gate = new LibraryGate(files);
    try (ExecutableFile object = ExecutableFile.create("alfheim-gate");
        RebindingWork work = new RebindingWork(rebinding, gate.dynamic());
        ZeroedMemory image = new ZeroedMemory(gate.size())) {
      int descriptor = object.descriptor();
      gate.writeTo(image.segment(), work.address());
      CLibrary.write(descriptor, image.segment());
      String name = CarrierObject.uniqueName(descriptor);
      DynamicLinker.Answer answer = DynamicLinker.openFor(name, mode);
      if (answer instanceof DynamicLinker.Opened(long handle)) {
        return new Loaded(handle);
      }
      work.check();
      String reason = ((DynamicLinker.Refused) answer).reason();
      return new Refused(reason.replace(name, files.getFirst()));
    }
  }
}
