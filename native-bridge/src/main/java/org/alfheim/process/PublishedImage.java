package org.alfheim.process;

import java.util.Map;

/**
 * Where an image lies, in terms that another copy of these classes understands.
 *
 * @param handle ld.so's handle of the carrier
 * @param carrier the carrier's name
 * @param bias the load bias
 * @param bytes where the image's own bytes lie, read-only
 * @param size how many there are
 * @param relocations how many relocations were applied
 */
public record PublishedImage(
    long handle, String carrier, Address bias, Address bytes, long size, long relocations) {

  Map<String, Object> toMap() {
    return Map.of(
        "handle", handle,
        "carrier", carrier,
        "bias", bias.value(),
        "bytes", bytes.value(),
        "size", size,
        "relocations", relocations);
  }

  static PublishedImage of(Map<String, Object> map) {
    return new PublishedImage(
        (Long) map.get("handle"),
        (String) map.get("carrier"),
        new Address((Long) map.get("bias")),
        new Address((Long) map.get("bytes")),
        (Long) map.get("size"),
        (Long) map.get("relocations"));
  }
}
