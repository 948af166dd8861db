package org.alfheim.elf;

/**
 * A virtual address in an image, before the image has a place in a process (gABI, "Program Header":
 * {@code p_vaddr}; "Symbol Table": {@code st_value}). It becomes an address of the process only
 * when a load bias is added, which is a different type on purpose. All 64 bits are in use; compare
 * with {@link #compareTo}, which is unsigned.
 *
 * @param value the address, an unsigned 64-bit number of bytes
 */
public record Vaddr(long value) implements Comparable<Vaddr> {

  /**
   * The address {@code bytes} further on.
   *
   * @param bytes a distance in bytes; the sum wraps around at 2⁶⁴
   * @return the address at that distance
   */
  public Vaddr plus(long bytes) {
    return new Vaddr(value + bytes);
  }

  /**
   * The distance from another address to this one.
   *
   * @param other the address to measure from
   * @return {@code this - other}, in bytes
   */
  public long minus(Vaddr other) {
    return value - other.value;
  }

  @Override
  public int compareTo(Vaddr other) {
    return Long.compareUnsigned(value, other.value);
  }

  @Override
  public String toString() {
    return "0x" + Long.toHexString(value);
  }
}
