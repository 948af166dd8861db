package org.alfheim.plugins.checksum;

import org.osgi.annotation.versioning.ProviderType;

/** A checksum of bytes. */
@ProviderType
public interface Checksum {
  /**
   * The CRC-32 of some bytes (RFC 1952).
   *
   * @param data the bytes
   * @return a number of 32 bits, at least 0
   */
  long crc32(byte[] data);
}
