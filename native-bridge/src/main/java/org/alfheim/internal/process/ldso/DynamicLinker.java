package org.alfheim.internal.process.ldso;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import org.alfheim.internal.process.libc.Address;
import org.alfheim.internal.process.libc.CLibrary;
import org.alfheim.internal.process.libc.Memory;
import org.alfheim.internal.process.libc.ProcessException;

/** The functions of ld.so (dlfcn.h). What they refuse, they refuse with a reason. */
public final class DynamicLinker {
  private static final int RTLD_LAZY = 1;
  private static final int RTLD_NOW = 2;
  private static final int RTLD_DEEPBIND = 8;
  private static final int RTLD_NOLOAD = 4;
  private static final int RTLD_DI_LINKMAP = 2;

  /** {@code RTLD_DEFAULT} of dlsym(3). */
  static final long DEFAULT = 0;

  private static final long LM_ID_BASE = 0;

  private static final MemorySegment DLMOPEN = CLibrary.function("dlmopen");
  private static final MemorySegment DLOPEN = CLibrary.function("dlopen");
  private static final MemorySegment DLCLOSE = CLibrary.function("dlclose");
  private static final MemorySegment DLSYM = CLibrary.function("dlsym");
  private static final MemorySegment DLVSYM = CLibrary.function("dlvsym");
  private static final MemorySegment DLINFO = CLibrary.function("dlinfo");

  private DynamicLinker() {}

  /** What {@code dlopen} answers. */
  public sealed interface Answer {}

  /**
   * The object is open.
   *
   * @param handle its handle
   */
  public record Opened(long handle) implements Answer {}

  /**
   * The object is not opened.
   *
   * @param reason what ld.so says, in English
   */
  public record Refused(String reason) implements Answer {}

  /**
   * Opens an object and binds all its symbols. Named so, the namespace is not looked for among all
   * objects by the caller's address, which is in none.
   */
  public static Answer open(String path) {
    try (Arena arena = Arena.ofConfined()) {
      return answer(LinkerCall.invoke(DLMOPEN, LM_ID_BASE, CLibrary.text(arena, path), RTLD_NOW));
    }
  }

  /** Opens an object whose symbols are bound as a mode says, which is for what it brings, too. */
  public static Answer openFor(String path, int mode) {
    int binding = (mode & RTLD_NOW) != 0 ? RTLD_NOW : RTLD_LAZY;
    return open(path, binding | (mode & RTLD_DEEPBIND));
  }

  private static Answer open(String path, int mode) {
    try (Arena arena = Arena.ofConfined()) {
      return open(CLibrary.text(arena, path), mode);
    }
  }

  private static Answer open(long path, int mode) {
    return answer(LinkerCall.invoke(DLOPEN, path, mode));
  }

  private static Answer answer(LinkerCall.Result result) {
    return result.value() == 0 ? new Refused(reason(result)) : new Opened(result.value());
  }

  /** Opens an object that ld.so has; gives its handle, or 0 if ld.so does not have it. */
  public static long held(String name) {
    try (Arena arena = Arena.ofConfined()) {
      return held(CLibrary.text(arena, name));
    }
  }

  /** The same, of a file. */
  public static long held(Path file) {
    try (Arena arena = Arena.ofConfined()) {
      return held(CLibrary.text(arena, file));
    }
  }

  private static long held(long name) {
    return LinkerCall.invoke(DLOPEN, name, RTLD_NOLOAD | RTLD_LAZY).value();
  }

  public static void close(long handle) {
    LinkerCall.invoke(DLCLOSE, handle);
  }

  /**
   * The address of a symbol that an object, or one that it needs, defines in its default version.
   *
   * @throws ProcessException if there is no such symbol
   */
  public static Address find(long handle, String name) {
    return found("dlsym of " + name, symbol(handle, name));
  }

  /**
   * The same, of a version.
   *
   * @throws ProcessException if there is no such symbol
   */
  public static Address find(long handle, String name, String version) {
    return found("dlvsym of " + name + '@' + version, symbol(handle, name, version));
  }

  /** The same address as a number; 0 if there is no such symbol. */
  static long lookUp(long handle, String name) {
    return symbol(handle, name).value();
  }

  /** The same, of a version. */
  static long lookUp(long handle, String name, String version) {
    return symbol(handle, name, version).value();
  }

  /** Whether every object of the process sees a symbol, in its default version. */
  static boolean defines(String name) {
    return symbol(DEFAULT, name).error().isEmpty();
  }

  /** The same, of a version. */
  static boolean defines(String name, String version) {
    return symbol(DEFAULT, name, version).error().isEmpty();
  }

  private static LinkerCall.Result symbol(long handle, String name) {
    try (Arena arena = Arena.ofConfined()) {
      return LinkerCall.invoke(DLSYM, handle, CLibrary.text(arena, name));
    }
  }

  private static LinkerCall.Result symbol(long handle, String name, String version) {
    try (Arena arena = Arena.ofConfined()) {
      return LinkerCall.invoke(
          DLVSYM, handle, CLibrary.text(arena, name), CLibrary.text(arena, version));
    }
  }

  private static Address found(String call, LinkerCall.Result result) {
    if (result.error().isPresent()) {
      throw new ProcessException(call + " failed: " + result.error().get(), 0);
    }
    return new Address(result.value());
  }

  /** The {@code struct link_map} of a loaded object (link.h). */
  static Address linkMap(long handle) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment linkMap = arena.allocate(Long.BYTES, Long.BYTES);
      LinkerCall.Result result =
          LinkerCall.invoke(DLINFO, handle, RTLD_DI_LINKMAP, linkMap.address());
      if ((int) result.value() != 0) {
        throw new ProcessException("dlinfo of a link map failed: " + reason(result), 0);
      }
      return new Address(Memory.readLong(new Address(linkMap.address())));
    }
  }

  /** A failure of which nothing is said is one for which there was no memory to say it. */
  private static String reason(LinkerCall.Result result) {
    return result.error().orElse("Cannot allocate memory");
  }
}
