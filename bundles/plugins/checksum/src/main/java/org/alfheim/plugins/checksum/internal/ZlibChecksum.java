package org.alfheim.plugins.checksum.internal;

import org.alfheim.plugins.checksum.Checksum;
import org.alfheim.plugins.zlib.Zlib;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Leaves the work to zlib. */
@Component
public final class ZlibChecksum implements Checksum {
  private final Zlib zlib;

  /**
   * For the runtime of Declarative Services.
   *
   * @param zlib what computes
   */
  @Activate
  public ZlibChecksum(@Reference Zlib zlib) {
    this.zlib = zlib;
  }

  @Override
  public long crc32(byte[] data) {
    return zlib.crc32(data);
  }
}
