package org.alfheim.internal.process.map;

import org.alfheim.internal.process.ldso.DynamicLinker;
import org.alfheim.internal.process.libc.OpenFile;

/**
 * An image that is closed when nobody has it any more: its termination functions run, and its
 * memory and its descriptor are given back, by ld.so and by the carrier's own code. No Java has to
 * run for that.
 *
 * <p>As long as it is there its carrier's file is open, and ld.so finds the carrier by the path of
 * the descriptor. That is how others come to have the image, the JVM for one.
 */
public final class ClosingImage {
  private final CarrierObject carrier;
  private final OpenFile file;

  ClosingImage(CarrierObject carrier, OpenFile file) {
    this.carrier = carrier;
    this.file = file;
  }

  /** The carrier's file, open as long as the image is there; nobody else has its path so long. */
  public OpenFile file() {
    return file;
  }

  /** Gives the image up, once; who has it by its path keeps it, and if nobody does, it closes. */
  public void release() {
    DynamicLinker.close(carrier.handle());
  }

  /** Has the image stay for good, and nobody find it by its path. */
  public void keep() {
    file.close();
  }
}
