package org.alfheim.internal.process.map;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.alfheim.elf.ElfException;
import org.alfheim.elf.ElfSymbol;
import org.alfheim.elf.SharedObject;
import org.alfheim.internal.process.ldso.DynamicLinker;
import org.alfheim.internal.process.ldso.KnownObjects;
import org.alfheim.internal.process.ldso.LinkMap;
import org.alfheim.internal.process.libc.Address;
import org.alfheim.internal.process.libc.Memory;

/**
 * A library that ld.so has loaded itself (the C library, say). It is never mapped a second time:
 * two copies of it would each have their own locks, lists and thread-local storage.
 */
public final class SharedImage implements LiveImage {
  private static final String LINKER = "ld-linux-x86-64.so.2";
  private static final Set<String> C_LIBRARY = Set.of("libc.so.6", LINKER);

  private final long handle;
  private final Address bias;

  private SharedImage(long handle, Address bias) {
    this.handle = handle;
    this.bias = bias;
  }

  /**
   * The process's copy of a file, if there is one.
   *
   * @param file the real path of the file
   * @param image what it holds
   * @return the copy; ld.so compares device and inode
   */
  public static Optional<SharedImage> find(Path file, SharedObject image) {
    if (!KnownObjects.mayInclude(image)) {
      return Optional.empty();
    }
    Optional<String> soname = image.soname();
    Optional<SharedImage> byFile = held(DynamicLinker.held(file));
    if (byFile.isPresent()) {
      return byFile;
    }
    /* ld.so does not know its own device and inode, since the kernel has mapped it: dlopen of its file maps a second one, which
    nothing can come of. It knows its soname. */
    Optional<SharedImage> byName = soname.filter(LINKER::equals).flatMap(SharedImage::held);
    if (byName.isPresent() && !byName.get().isOf(file)) {
      byName.get().release();
      return Optional.empty();
    }
    return byName;
  }

  /**
   * Refuses an image of which a process can have only one, and has another.
   *
   * @param image an image that ld.so does not have
   * @throws ElfException if it is a C library, or an ld.so
   */
  public static void checkNoSecond(SharedObject image) {
    Optional<String> soname = image.soname();
    if (soname.isPresent() && C_LIBRARY.contains(soname.get())) {
      throw new ElfException(
          image.name(),
          "DT_SONAME",
          -1,
          "the image is a second " + soname.get() + ", and a process can have only one",
          "open the system's file, which the process has");
    }
  }

  private boolean isOf(Path file) {
    try {
      String name = Memory.string(LinkMap.of(handle).name());
      return name.startsWith("/") && Path.of(name).toRealPath().equals(file);
    } catch (IOException e) {
      return false;
    }
  }

  private static Optional<SharedImage> held(String name) {
    return held(DynamicLinker.held(name));
  }

  private static Optional<SharedImage> held(long handle) {
    return handle == 0
        ? Optional.empty()
        : Optional.of(new SharedImage(handle, LinkMap.of(handle).bias()));
  }

  /** Gives the copy up; whoever else has it keeps it. */
  void release() {
    DynamicLinker.close(handle);
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
                  .map(name -> DynamicLinker.find(handle, symbol.name(), name))
                  .orElseGet(() -> DynamicLinker.find(handle, symbol.name()));
          default -> bias.of(symbol.value());
        };
    return Memory.segment(address, size);
  }
}
