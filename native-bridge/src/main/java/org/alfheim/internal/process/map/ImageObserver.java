package org.alfheim.internal.process.map;

import org.alfheim.elf.SharedObject;
import org.alfheim.internal.process.libc.Address;

/** Somebody who looks at images at the moment between relocation and initialisation. */
@FunctionalInterface
public interface ImageObserver {

  /**
   * An image is relocated, and none of its constructors has run. ld.so holds its lock: nothing is
   * loaded or looked up here.
   *
   * @param image the image
   * @param bias its load bias; its segments are mapped
   */
  void relocated(SharedObject image, Address bias);
}
