package org.alfheim.corpus;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.alfheim.corpus.snapshot.Snapshot;
import org.alfheim.elf.Vaddr;

/** The writable memory of an image, from which what has been looked at can be taken away. */
final class Contents {
  private static final int PAGE = Snapshot.PAGE;

  private final Map<Vaddr, byte[]> pages = new HashMap<>();

  Contents(Map<Vaddr, byte[]> pages) {
    pages.forEach((start, bytes) -> this.pages.put(start, bytes.clone()));
  }

  /** The pages that do not hold only 0, or did not. */
  Set<Vaddr> pages() {
    return pages.keySet();
  }

  /**
   * Reads a number and leaves 0 in its place.
   *
   * @param place its first byte
   * @param width 4 or 8 bytes; 4 are extended with zeros
   */
  long take(Vaddr place, int width) {
    long value = 0;
    for (int i = width - 1; i >= 0; i--) {
      Vaddr at = place.plus(i);
      byte[] page = pages.get(new Vaddr(at.value() & -PAGE));
      int index = (int) (at.value() & (PAGE - 1));
      value = value << 8 | (page == null ? 0 : page[index] & 0xff);
      if (page != null) {
        page[index] = 0;
      }
    }
    return value;
  }

  /** The words of a page. */
  ByteBuffer words(Vaddr page) {
    byte[] bytes = pages.get(page);
    return ByteBuffer.wrap(bytes == null ? new byte[PAGE] : bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
