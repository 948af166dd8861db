package org.alfheim.internal.objects;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.alfheim.elf.SharedObject;
import org.osgi.annotation.versioning.ConsumerType;

/** Makes a shared object of relocatable objects and archives. It is pure: it reads no file. */
@ConsumerType
public interface ObjectLinker {

  /**
   * Links. The same request gives the same bytes.
   *
   * @throws org.alfheim.elf.ElfException if the files can't become one shared object; it names the
   *     member, the section and the symbol at fault
   */
  Linked link(Request request);

  /**
   * Asks a file's neighbour for all that a link would ask it for: of a linker script the files that
   * it names, and of scripts among these, too. Nothing else comes of it, whatever the file is.
   */
  void follow(Input input);

  /**
   * A file that takes part.
   *
   * @param name what to call it in messages
   * @param bytes its bytes
   * @param neighbour the bytes of a file by its path, relative to this one's folder
   */
  record Input(
      String name, MemorySegment bytes, Function<String, Optional<MemorySegment>> neighbour) {}

  /**
   * What is asked for.
   *
   * @param inputs the files, in their order
   * @param soname DT_SONAME; empty for none
   * @param referred whether only those members of archives take part that others refer to
   * @param symbolic whether the image's own definitions stand before those of others
   * @param needed DT_NEEDED, whether it is used or not
   * @param libraries in which imports are looked for, in this order; those that have one are needed
   * @param others libraries in which the rest is looked for, asked for one after the other as long
   *     as something is missing
   */
  record Request(
      List<Input> inputs,
      String soname,
      boolean referred,
      boolean symbolic,
      List<String> needed,
      List<SharedObject> libraries,
      Iterable<SharedObject> others) {
    /** Copies the lists. */
    public Request {
      inputs = List.copyOf(inputs);
      needed = List.copyOf(needed);
      libraries = List.copyOf(libraries);
    }
  }

  /**
   * What was made.
   *
   * @param bytes the shared object, read-only
   * @param objects the names of the objects in it
   * @param unknown imports that no library of the request has; weak ones are not among them
   * @param warnings what may not be as it was meant
   */
  record Linked(
      MemorySegment bytes, List<String> objects, List<String> unknown, List<String> warnings) {
    /** Copies the lists. */
    public Linked {
      objects = List.copyOf(objects);
      unknown = List.copyOf(unknown);
      warnings = List.copyOf(warnings);
    }
  }
}
