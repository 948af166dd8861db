package org.alfheim.internal.process.ldso;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.alfheim.internal.process.libc.Address;
import org.alfheim.internal.process.libc.Memory;

/**
 * A library that ld.so has and keeps until this is closed. So long ld.so finds it by the name it
 * was asked for without a look at any file: it has taken down that name for it, also where it was
 * found by the file (glibc, {@code add_name_to_object} in {@code elf/dl-load.c}).
 */
public final class HeldLibrary implements AutoCloseable {
  private final long handle;

  private HeldLibrary(long handle) {
    this.handle = handle;
  }

  /**
   * Holds a library.
   *
   * @param name a soname or a path
   * @return the library; empty if to load it would not be to find it
   */
  public static Optional<HeldLibrary> of(String name) {
    return of(DynamicLinker.held(name));
  }

  /**
   * Holds a library.
   *
   * @param file a path
   * @return the library; empty if to load it would not be to find it
   */
  public static Optional<HeldLibrary> of(Path file) {
    return of(DynamicLinker.held(file));
  }

  /**
   * The library that a handle holds.
   *
   * @param handle of {@code dlopen}, which becomes this one's to close
   */
  public static HeldLibrary by(long handle) {
    return new HeldLibrary(handle);
  }

  private static Optional<HeldLibrary> of(long handle) {
    return handle == 0 ? Optional.empty() : Optional.of(new HeldLibrary(handle));
  }

  /** The name that ld.so has of it, as {@link LoadedCode} gives it. */
  public String name() {
    return Memory.string(LinkMap.of(handle).name());
  }

  /** An address in it. */
  public Address inside() {
    return LinkMap.of(handle).dynamic();
  }

  /** The path that ld.so has of it, which may be that of no file. */
  public Path file() {
    try {
      return Path.of(name());
    } catch (InvalidPathException unnameable) {
      return Path.of("");
    }
  }

  /** The handle of {@code dlopen}, for whoever closes it instead. */
  public long handle() {
    return handle;
  }

  @Override
  public void close() {
    DynamicLinker.close(handle);
  }
}
