package org.alfheim.internal.process.map;

import java.util.List;
import org.alfheim.internal.process.libc.Address;

/**
 * Where an image lies, in terms that another copy of these classes understands.
 *
 * @param handle ld.so's handle of the carrier
 * @param carrier the carrier's name, without a space
 * @param bias the load bias
 * @param bytes where the image's own bytes lie, read-only
 * @param size how many there are
 * @param relocations how many relocations were applied
 * @param held the bytes of memory that the loader's files for it take
 */
public record PublishedImage(
    long handle,
    String carrier,
    Address bias,
    Address bytes,
    long size,
    long relocations,
    long held) {

  String toText() {
    return String.join(
        " ",
        Long.toString(handle),
        carrier,
        Long.toString(bias.value()),
        Long.toString(bytes.value()),
        Long.toString(size),
        Long.toString(relocations),
        Long.toString(held));
  }

  /** Copies of these classes that are older do not tell what is held: all of it was. */
  static PublishedImage of(String text) {
    List<String> words = List.of(text.split(" ", -1));
    return new PublishedImage(
        Long.parseLong(words.get(0)),
        words.get(1),
        new Address(Long.parseLong(words.get(2))),
        new Address(Long.parseLong(words.get(3))),
        Long.parseLong(words.get(4)),
        Long.parseLong(words.get(5)),
        words.size() > 6 ? Long.parseLong(words.get(6)) : Long.parseLong(words.get(4)));
  }
}
