package org.alfheim.internal.plan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.alfheim.elf.SharedObject;
import org.alfheim.internal.carrier.Carrier;
import org.alfheim.internal.carrier.Identity;
import org.alfheim.internal.carrier.Provider;

/** Plans for files. */
public final class Plans {
  private Plans() {}

  public static SharedObject image(Path file) {
    try {
      return SharedObject.parse(
          file.toString(), MemorySegment.ofArray(Files.readAllBytes(file)).asReadOnly());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The plan for a file where no plugin is open. */
  public static Plan of(Path file) {
    return of(file, Map.of());
  }

  /** The plan for a file where plugins are open. */
  public static Plan of(Path file, Map<String, Provider> providers) {
    return new Planner(providers, Set.of()).plan(image(file), Identity.file(file.toString()));
  }

  /** Writes a carrier as the file that ld.so would get, with nothing to do when it is loaded. */
  public static Path write(Carrier carrier, Path file) {
    byte[] bytes = new byte[Math.toIntExact(carrier.size())];
    carrier.writeTo(MemorySegment.ofArray(bytes), Carrier.Tasks.NONE);
    try {
      return Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
