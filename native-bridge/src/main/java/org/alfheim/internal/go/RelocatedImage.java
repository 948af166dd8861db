package org.alfheim.internal.go;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.alfheim.elf.ElfException;
import org.alfheim.elf.ElfSymbol;
import org.alfheim.elf.RelocationTable;
import org.alfheim.elf.RelocationType;
import org.alfheim.elf.SharedObject;
import org.alfheim.elf.Vaddr;

/**
 * An image's memory as it will be when it is relocated, read without relocating it: where a pointer
 * stands, the file has only a relocation that says what it becomes.
 */
final class RelocatedImage {
  /** A longer name, path or text is none that a compiler writes. */
  static final int LONGEST = 1 << 16;

  private static final int INDEX_BITS = 24;
  private static final long MOST_PLACE = Long.MAX_VALUE >>> INDEX_BITS;

  private final SharedObject image;

  /** Where relocation writes addresses, ascending: the place, and in the low bits its index. */
  private final long[] places;

  RelocatedImage(SharedObject image) {
    this.image = image;
    this.places = places(image.rela());
  }

  private static long[] places(RelocationTable table) {
    int most = Math.min(table.count(), 1 << INDEX_BITS);
    long[] places = new long[most];
    int count = 0;
    for (int i = 0; i < most; i++) {
      int type = table.type(i);
      long place = table.offset(i);
      boolean address =
          type == RelocationType.R_X86_64_RELATIVE || type == RelocationType.R_X86_64_64;
      if (address && place >= 0 && place <= MOST_PLACE) {
        places[count++] = place << INDEX_BITS | i;
      }
    }
    places = Arrays.copyOf(places, count);
    Arrays.sort(places);
    return places;
  }

  SharedObject image() {
    return image;
  }

  /**
   * The address that a pointer holds.
   *
   * @param at where the pointer stands
   * @return the address, 0 if it is nil
   * @throws ElfException if no pointer can stand there, or it leads out of the image
   */
  long pointer(long at) {
    int found = at < 0 || at > MOST_PLACE ? -1 : Arrays.binarySearch(places, at << INDEX_BITS);
    int next = found >= 0 ? found : -found - 1;
    if (next >= places.length || places[next] >>> INDEX_BITS != at) {
      return word(at); // Nil; or of DT_RELR, which has the address in place.
    }
    int index = (int) (places[next] & (1 << INDEX_BITS) - 1);
    long addend = image.rela().addend(index);
    if (image.rela().type(index) == RelocationType.R_X86_64_RELATIVE) {
      return addend;
    }
    int symbol = image.rela().symbol(index);
    if (image.symbols().section(symbol) == ElfSymbol.SHN_UNDEF) {
      throw bad("r_info", "a pointer leads to " + image.symbols().name(symbol) + ", out of it");
    }
    return image.symbols().value(symbol) + addend;
  }

  /** The 64 bits at an address, as the file has them. */
  long word(long at) {
    return bytes(at, 8).getLong(0);
  }

  /**
   * The bytes at an address.
   *
   * @throws ElfException if they are not in the file
   */
  ByteBuffer bytes(long at, long size) {
    return image.contentAt(new Vaddr(at), size).asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * The text at an address.
   *
   * @throws ElfException if it is not in the file, or longer than {@link #LONGEST}
   */
  String text(long at, long size) {
    if (size < 0 || size > LONGEST) {
      throw bad("string", "a text of " + Long.toUnsignedString(size) + " bytes");
    }
    byte[] text = new byte[(int) size];
    bytes(at, size).get(text);
    return new String(text, StandardCharsets.UTF_8);
  }

  /** A string of Go: a pointer and a length. */
  String string(long at) {
    long size = word(at + 8);
    return size == 0 ? "" : text(pointer(at), size);
  }

  ElfException bad(String field, String problem) {
    return new ElfException(image.name(), field, -1, problem, "");
  }
}
