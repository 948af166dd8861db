package org.alfheim.linker.relocation;

/** How code of the image gets at what a symbol names. */
public enum Reach {
  /** It is in the image, at a distance that does not change. */
  HERE,
  /** It is a number, whatever the image's address. */
  NUMBER,
  /** It is nothing: a weak reference that nobody satisfies, 0. */
  NOTHING,
  /** Another image may have it: through a slot that the dynamic linker fills. */
  ELSEWHERE,
  /** It is the address that a function of the image returns (STT_GNU_IFUNC). */
  INDIRECT,
  /** It was in a section that is no part of the image. */
  GONE
}
