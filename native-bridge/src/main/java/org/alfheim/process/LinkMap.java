package org.alfheim.process;

/**
 * The public head of ld.so's record of a loaded object: {@code struct link_map} of link.h.
 *
 * @param place where the record lies
 */
record LinkMap(Address place) {
  private static final long L_NAME = 8;
  private static final long L_LD = 16;

  /** The record of the object that a handle of dlopen stands for. */
  static LinkMap of(long handle) {
    return new LinkMap(DynamicLinker.linkMap(handle));
  }

  /** {@code l_addr}: the load bias. */
  Address bias() {
    return new Address(Memory.readLong(place));
  }

  /** {@code l_name}: where the object's name lies. */
  Address name() {
    return new Address(Memory.readLong(place.plus(L_NAME)));
  }

  /** Sets {@code l_name}. ld.so frees the name when it unloads the object. */
  void name(Address name) {
    Memory.writeLong(place.plus(L_NAME), name.value());
  }

  /** {@code l_ld}: where the object's dynamic section is said to lie. */
  Address dynamic() {
    return new Address(Memory.readLong(place.plus(L_LD)));
  }

  /** Sets {@code l_ld}, where the object's dynamic section is said to lie. */
  void dynamic(Address section) {
    Memory.writeLong(place.plus(L_LD), section.value());
  }
}
