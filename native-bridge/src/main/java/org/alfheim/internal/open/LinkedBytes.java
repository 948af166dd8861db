package org.alfheim.internal.open;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.function.Supplier;
import org.alfheim.elf.SharedObject;
import org.alfheim.internal.dwarf.DwarfTypes;
import org.alfheim.internal.objects.ObjectFile;
import org.alfheim.internal.objects.ObjectFiles;
import org.alfheim.internal.objects.ObjectLink;
import org.alfheim.internal.objects.ObjectLinker;
import org.alfheim.internal.process.map.SealedImage;
import org.alfheim.internal.symboltypes.ImageBytes;
import org.alfheim.plugin.Linking;
import org.alfheim.plugin.TypeSource;

/**
 * An image that is linked of objects, once and not before somebody asks for its bytes: who finds it
 * open already by what it is made of does not.
 */
final class LinkedBytes implements Source.Bytes {
  private final String name;
  private final ObjectFiles files;
  private final Linking how;
  private final Supplier<List<SharedObject>> open;
  private ObjectLinker.Linked linked;

  /**
   * An image.
   *
   * @param name what its memory is called
   * @param files what it is made of
   * @param how what the user says of the link
   * @param open gives the images that may have what the objects lack, by their needed names
   */
  LinkedBytes(String name, ObjectFiles files, Linking how, Supplier<List<SharedObject>> open) {
    this.name = name;
    this.files = files;
    this.how = how;
    this.open = open;
  }

  private MemorySegment bytes() {
    if (linked == null) {
      linked = ObjectLink.of(files, how, open);
      for (String warning : linked.warnings()) {
        System.getLogger("org.alfheim.loader").log(System.Logger.Level.WARNING, warning);
      }
    }
    return linked.bytes();
  }

  /** What may not be as it was meant; nothing where somebody else has linked it. */
  List<String> warnings() {
    return linked == null ? List.of() : linked.warnings();
  }

  /**
   * Who knows the types of the image's symbols: the image itself, if it has debug information,
   * which is kept then as long as the plugin is, since no file has it. Nobody where somebody else
   * has linked it.
   */
  List<TypeSource> types() {
    return linked != null && DwarfTypes.isIn(name, linked.bytes())
        ? List.of(new ImageBytes(name, linked.bytes()))
        : List.of();
  }

  @Override
  public SealedImage seal() {
    return SealedImage.of(name, bytes());
  }

  @Override
  public MemorySegment whole(Arena arena) {
    return bytes();
  }

  @Override
  public List<ObjectFile> objects() {
    return files.all();
  }
}
