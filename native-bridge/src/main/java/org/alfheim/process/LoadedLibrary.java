package org.alfheim.process;

/** Whether the process has a library. */
public final class LoadedLibrary {
  private LoadedLibrary() {}

  /**
   * Whether ld.so has loaded a library.
   *
   * @param name a soname or a path
   * @return whether to load it would be to find it
   */
  public static boolean isThere(String name) {
    long handle = DynamicLinker.held(name);
    if (handle == 0) {
      return false;
    }
    DynamicLinker.close(handle);
    return true;
  }
}
