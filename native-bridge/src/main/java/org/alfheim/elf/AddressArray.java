package org.alfheim.elf;

/**
 * A table of addresses in the image, such as {@code DT_INIT_ARRAY}. What it holds is known only
 * after relocation.
 *
 * @param start where the table begins
 * @param count how many addresses of 8 bytes it has, 0 and more
 */
public record AddressArray(Vaddr start, int count) {

  /** The table of an image that has none. */
  public static final AddressArray EMPTY = new AddressArray(new Vaddr(0), 0);

  /** Whether there is nothing in it. */
  public boolean isEmpty() {
    return count == 0;
  }
}
