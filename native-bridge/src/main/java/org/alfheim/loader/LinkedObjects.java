package org.alfheim.loader;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.alfheim.internal.objects.ObjectFile;
import org.alfheim.internal.objects.ObjectLink;
import org.alfheim.internal.objects.ObjectLinker;
import org.alfheim.internal.open.ObjectSource;
import org.alfheim.plugin.Linking;
import org.alfheim.plugin.spi.PluginSource;

/**
 * The shared object that an open would make of relocatable objects and archives, for whoever looks
 * at it before, or keeps it. Nothing is opened.
 *
 * @param image the bytes of the shared object, read-only
 * @param objects the names of the objects in it
 * @param unknown symbols that no library has which was named, and none of C and C++: a plugin that
 *     is open before, or the process, has to have them
 * @param warnings what may not be as it was meant, a line for each
 */
public record LinkedObjects(
    MemorySegment image, List<String> objects, List<String> unknown, List<String> warnings) {
  /** Copies the lists. */
  public LinkedObjects {
    objects = List.copyOf(objects);
    unknown = List.copyOf(unknown);
    warnings = List.copyOf(warnings);
  }

  /**
   * Whether a file has to be linked before it can be opened.
   *
   * @param name its name
   * @param bytes its first 64 bytes at least, or all
   * @return whether it is a relocatable object or an archive, or meant as one
   */
  public static boolean isMeant(String name, MemorySegment bytes) {
    return ObjectFile.isMeant(name, bytes);
  }

  /**
   * Links.
   *
   * @param parts relocatable objects and archives, in their order; at least one
   * @param how what is linked
   * @return the shared object
   * @throws org.alfheim.plugin.InvalidImageException if a file can't be read
   * @throws org.alfheim.elf.ElfException if they can't become one shared object, or there is no
   *     linker beside these classes
   * @throws IllegalArgumentException if there is no part
   */
  public static LinkedObjects of(List<PluginSource> parts, Linking how) {
    List<PluginSource> all = new PluginSource.OfObjects(parts).parts();
    ObjectLinker.Linked linked = ObjectLink.of(ObjectSource.files(all), how, List::of);
    return new LinkedObjects(linked.bytes(), linked.objects(), linked.unknown(), linked.warnings());
  }
}
