package org.alfheim.corpus.snapshot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.alfheim.elf.ElfException;
import org.alfheim.elf.RelocationTable;
import org.alfheim.elf.RelocationType;
import org.alfheim.elf.SharedObject;
import org.alfheim.elf.Vaddr;
import org.alfheim.internal.process.libc.Address;
import org.alfheim.internal.process.libc.Memory;

/** Reads what ld.so has bound the symbols of libraries to. */
final class LibraryBindings {
  /** Where carriers are loaded from: not what there is under that number now. */
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  private final LoadedObject library;
  private final NavigableMap<Vaddr, Long> values = new TreeMap<>();

  private LibraryBindings(LoadedObject library) {
    this.library = library;
  }

  /**
   * The bindings of all libraries that are there as files, the JDK's left out.
   *
   * @param objects what ld.so has loaded
   * @param own the load bias of the image, which is none of them
   * @param earlier the names of those that are left out too: ld.so binds what a process starts with
   *     only when it is called
   */
  static List<Snapshot.Bindings> of(List<LoadedObject> objects, Address own, Set<String> earlier) {
    Path jdk = Path.of(System.getProperty("java.home"));
    List<Snapshot.Bindings> bindings = new ArrayList<>();
    for (LoadedObject object : objects) {
      Path file = Path.of(object.name());
      if (!object.bias().equals(own)
          && !earlier.contains(object.name())
          && file.isAbsolute()
          && !file.startsWith(jdk)
          && !file.startsWith(DESCRIPTORS)
          && Files.isRegularFile(file)) {
        bindings.add(new LibraryBindings(object).read(file));
      }
    }
    return bindings;
  }

  private Snapshot.Bindings read(Path file) {
    try (Arena arena = Arena.ofConfined();
        FileChannel channel = FileChannel.open(file)) {
      SharedObject image =
          SharedObject.parse(
              file.toString(),
              channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena));
      add(image, image.rela());
      add(image, image.jumpRelocations());
    } catch (ElfException e) {
      /* Nothing can be said of it; without bindings it is listed all the same. */
      values.clear();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Snapshot.Bindings(library.name(), values);
  }

  private void add(SharedObject image, RelocationTable table) {
    for (int i = 0; i < table.count(); i++) {
      int type = table.type(i);
      if (table.symbol(i) != 0
          && (type == RelocationType.R_X86_64_GLOB_DAT
              || type == RelocationType.R_X86_64_JUMP_SLOT
              || type == RelocationType.R_X86_64_64)) {
        Vaddr place = new Vaddr(table.offset(i));
        Address address = library.bias().of(place);
        if (library.ranges().stream()
            .anyMatch(range -> range.contains(address) && range.contains(address.plus(7)))) {
          long value = Memory.readLong(address);
          if (!unbound(image, type, table.symbol(i), new Address(value))) {
            values.put(place, value);
          }
        }
      }
    }
  }

  /* Until its first call, a function of another library stands for the way to ld.so in this one. */
  private boolean unbound(SharedObject image, int type, int symbol, Address value) {
    return type == RelocationType.R_X86_64_JUMP_SLOT
        && !image.symbols().get(symbol).defined()
        && library.ranges().stream().anyMatch(range -> range.contains(value));
  }
}
