package org.alfheim.wrap;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alfheim.loader.LinkedObjects;
import org.alfheim.plugin.Linking;
import org.alfheim.plugin.spi.PluginSource;

/**
 * What goes into a bundle: a shared object as it is, or what relocatable objects and archives are
 * linked into. They are linked when the bundle is made, and not each time it starts.
 *
 * @param file the image's file name
 * @param image its bytes, an array of them
 * @param object the one object or archive that it is linked of, if that refers to no other files
 * @param warnings what may not be as it was meant, a line for each
 */
record WrappedFile(
    String file, MemorySegment image, Optional<WrappedObject> object, List<String> warnings) {
  private static final String OF_OBJECT = "\\.(o|a|obj|lo)$";

  /** Of names that nobody has, a line of so many is enough. */
  private static final int SHOWN = 5;

  WrappedFile {
    warnings = List.copyOf(warnings);
  }

  /**
   * The image of one file.
   *
   * @param part where it is to be had
   * @param file its name
   * @param content its bytes
   * @throws WrapException if options for objects are given, and it is none
   */
  static WrappedFile of(PluginSource part, String file, byte[] content, WrapOptions options) {
    if (LinkedObjects.isMeant(file, MemorySegment.ofArray(content))) {
      return linked(List.of(part), file, WrappedObject.of(file, content), options);
    }
    if (!options.linking().equals(Linking.USUAL)) {
      throw new WrapException(
          file
              + " is no relocatable object and no archive; needs, referred, symbolic and soname"
              + " are for those");
    }
    return new WrappedFile(file, MemorySegment.ofArray(content), Optional.empty(), List.of());
  }

  /** The image's bytes, not copied. */
  byte[] bytes() {
    return (byte[]) image.heapBase().orElseThrow();
  }

  /** The image of several objects and archives, which is called as the first is. */
  static WrappedFile of(List<Path> files, WrapOptions options) {
    List<PluginSource> parts = files.stream().<PluginSource>map(PluginSource.OfFile::new).toList();
    String first = String.valueOf(files.getFirst().getFileName());
    return linked(parts, first, Optional.empty(), options);
  }

  private static WrappedFile linked(
      List<PluginSource> parts, String file, Optional<WrappedObject> object, WrapOptions options) {
    LinkedObjects linked = LinkedObjects.of(parts, options.linking());
    List<String> warnings = new ArrayList<>(linked.warnings());
    List<String> unknown = linked.unknown();
    if (!unknown.isEmpty()) {
      warnings.add(
          "no library that was named has "
              + String.join(", ", unknown.subList(0, Math.min(SHOWN, unknown.size())))
              + (unknown.size() > SHOWN ? " and " + (unknown.size() - SHOWN) + " others" : ""));
    }
    return new WrappedFile(
        file.replaceFirst(OF_OBJECT, "") + ".so",
        MemorySegment.ofArray(linked.image().toArray(ValueLayout.JAVA_BYTE)),
        object,
        warnings);
  }
}
