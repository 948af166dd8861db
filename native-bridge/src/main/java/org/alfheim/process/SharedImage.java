package org.alfheim.process;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Optional;
import org.alfheim.elf.ElfSymbol;

/**
 * A library that ld.so has loaded itself (the C library, say). It is never mapped a second time:
 * two copies of it would each have their own locks, lists and thread-local storage.
 */
public final class SharedImage implements LiveImage {
  private final long handle;
  private final Address bias;

  private SharedImage(long handle, Address bias) {
    this.handle = handle;
    this.bias = bias;
  }

  /**
   * The process's copy of a file, if there is one.
   *
   * @param file the path of a checked shared object
   * @return the copy; ld.so compares device and inode
   */
  public static Optional<SharedImage> find(Path file) {
    long handle = CLibrary.dlopen(file.toString(), CLibrary.RTLD_NOLOAD | CLibrary.RTLD_LAZY);
    return handle == 0
        ? Optional.empty()
        : Optional.of(new SharedImage(handle, LinkMap.of(handle).bias()));
  }

  @Override
  public Address bias() {
    return bias;
  }

  @Override
  public MemorySegment locate(ElfSymbol symbol, Optional<String> version, long size) {
    Address address =
        switch (symbol.type()) {
          case GNU_IFUNC, TLS ->
              version
                  .map(name -> CLibrary.dlvsym(handle, symbol.name(), name))
                  .orElseGet(() -> CLibrary.dlsym(handle, symbol.name()));
          default -> bias.of(symbol.value());
        };
    return Memory.segment(address, size);
  }
}
