package org.alfheim.internal.nested;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.alfheim.elf.SharedObject;
import org.alfheim.elf.Vaddr;
import org.alfheim.internal.process.ldso.LoadedCode;
import org.alfheim.internal.process.libc.Address;
import org.alfheim.internal.process.map.MappedImage;
import org.alfheim.internal.search.SystemLibraries;

/** Finds out whose code a call comes from, by the address that it returns to. */
final class Callers {
  private final ConcurrentSkipListMap<Address, Range> images = new ConcurrentSkipListMap<>();

  private record Range(Address end, Caller caller, MappedImage image) {}

  /** An image of this loader's is in place. */
  void add(SharedObject image, MappedImage mapped, Optional<Path> folder, PlacedImage placed) {
    images.values().removeIf(range -> !range.image().isThere());
    Vaddr start = image.loadSegments().getFirst().vaddr();
    Vaddr end = image.loadSegments().getLast().end();
    Caller caller = new Caller(image.name(), Optional.of(image), folder, Optional.of(placed));
    images.put(mapped.bias().of(start), new Range(mapped.bias().of(end), caller, mapped));
  }

  /** The image of this loader's whose code lies at an address, if it has not been closed. */
  Optional<Caller> ours(long address) {
    Address place = new Address(address);
    Map.Entry<Address, Range> entry = images.floorEntry(place);
    return entry != null
            && place.compareTo(entry.getValue().end()) < 0
            && entry.getValue().image().isThere()
        ? Optional.of(entry.getValue().caller())
        : Optional.empty();
  }

  /** Whose code lies at an address, which is none of this loader's images. */
  static Caller other(long address) {
    return LoadedCode.object(address).map(Callers::library).orElse(Caller.UNKNOWN);
  }

  private static Caller library(String name) {
    Path file = Path.of(name);
    return new Caller(
        name,
        file.isAbsolute() ? SystemLibraries.read(file) : Optional.empty(),
        Optional.ofNullable(file.getParent()),
        Optional.empty());
  }
}
