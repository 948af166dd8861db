package org.alfheim.internal.process.ldso;

import org.alfheim.internal.process.libc.Address;
import org.alfheim.internal.process.libc.Memory;

/**
 * The public head of ld.so's record of a loaded object: {@code struct link_map} of link.h.
 *
 * @param place where the record lies
 */
public record LinkMap(Address place) {
  private static final long L_NAME = 8;
  private static final long L_LD = 16;

  /** Whether handles are the addresses of these records, as ld.so has been found to make them. */
  private static volatile boolean isHandle;

  /** The record of the object that a handle of dlopen stands for. */
  public static LinkMap of(long handle) {
    if (isHandle) {
      return new LinkMap(new Address(handle));
    }
    Address place = DynamicLinker.linkMap(handle);
    isHandle = place.value() == handle;
    return new LinkMap(place);
  }

  /** {@code l_addr}: the load bias. */
  public Address bias() {
    return new Address(Memory.readLong(place));
  }

  /** {@code l_name}: where the object's name lies. */
  public Address name() {
    return new Address(Memory.readLong(place.plus(L_NAME)));
  }

  /** Sets {@code l_name}. ld.so frees the name when it unloads the object. */
  public void name(Address name) {
    Memory.writeLong(place.plus(L_NAME), name.value());
  }

  /** {@code l_ld}: where the object's dynamic section is said to lie. */
  public Address dynamic() {
    return new Address(Memory.readLong(place.plus(L_LD)));
  }

  /** Sets {@code l_ld}, where the object's dynamic section is said to lie. */
  public void dynamic(Address section) {
    Memory.writeLong(place.plus(L_LD), section.value());
  }
}
