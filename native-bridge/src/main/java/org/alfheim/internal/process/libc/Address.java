package org.alfheim.internal.process.libc;

import org.alfheim.elf.Vaddr;

/**
 * An address in this process. An image's {@link Vaddr} becomes one when the image's load bias is
 * added.
 *
 * @param value the address, an unsigned 64-bit number
 */
public record Address(long value) implements Comparable<Address> {

  /**
   * The address {@code bytes} further on.
   *
   * @param bytes a distance in bytes
   * @return the address at that distance
   */
  public Address plus(long bytes) {
    return new Address(value + bytes);
  }

  /**
   * Where an image's address lies, when this is the image's load bias ({@code l_addr} in glibc's
   * terms).
   *
   * @param vaddr an address in the image
   * @return the address in the process
   */
  public Address of(Vaddr vaddr) {
    return new Address(value + vaddr.value());
  }

  /**
   * The address in an image that lies at an address of the process, when this is the image's load
   * bias.
   *
   * @param address an address in the process
   * @return the address in the image
   */
  public Vaddr vaddr(Address address) {
    return new Vaddr(address.value - value);
  }

  @Override
  public int compareTo(Address other) {
    return Long.compareUnsigned(value, other.value);
  }

  @Override
  public String toString() {
    return "0x" + Long.toHexString(value);
  }

  /*
   * Not left to the record: the JDK remembers the class whose equals it has made last, and with it the class loader,
   * until memory is short.
   */
  @Override
  public boolean equals(Object other) {
    return other instanceof Address address && address.value == value;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(value);
  }
}
