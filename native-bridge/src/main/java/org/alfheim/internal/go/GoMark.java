package org.alfheim.internal.go;

import org.alfheim.elf.ElfException;
import org.alfheim.elf.SharedObject;

/**
 * By what Go plugins are known. Each has the hash of the runtime that it was built against, as all
 * have that take part in {@code plugin.Open}; and no runtime that starts when it is loaded, which
 * is what a C library of Go's ({@code -buildmode=c-shared}) has.
 */
public final class GoMark {
  /** The symbol from Go 1.20 on. */
  static final String HASH_OF_RUNTIME = "go:link.pkghashbytes.runtime";

  private static final String HASH_BEFORE = "go.link.pkghashbytes.runtime";
  private static final String STARTS_RUNTIME = "_rt0_amd64_linux_lib";

  /** An empty plugin has thousands of symbols: those of the runtime. */
  private static final int LEAST_SYMBOLS = 1000;

  private GoMark() {}

  /**
   * Whether an image is a Go plugin. Where it is something else, that takes a look at the number of
   * its symbols, and in a large one two into its Bloom filter.
   */
  public static boolean isOn(SharedObject image) {
    return image.symbols().count() >= LEAST_SYMBOLS
        && (image.find(HASH_OF_RUNTIME).isPresent() || image.find(HASH_BEFORE).isPresent())
        && image.find(STARTS_RUNTIME).isEmpty();
  }

  /**
   * Refuses a Go plugin: it needs a runtime that is not here.
   *
   * @param image an image that is to be opened, or to become part of a bundle
   * @throws ElfException if it is a Go plugin
   */
  public static void refuse(SharedObject image) {
    if (isOn(image)) {
      throw GoPlugin.read(image).refusal(image.name());
    }
  }
}
