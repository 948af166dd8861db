package org.alfheim.plugin;

/**
 * An image in this process whose native methods belong to a class loader. It is the one kind of
 * image that is closed: when its class loader has been collected.
 *
 * @param name the name of the image, as that of a plugin
 * @param location what tells it from all others
 * @param base its load bias: the address that is added to an address of the image
 * @param span the bytes of address space that its segments cover
 * @param held the bytes of memory that the loader holds for it ({@link ImageInfo#held})
 * @param state whose it is
 */
public record NativesImage(
    String name, String location, long base, long span, long held, State state) {

  /** Whose an image with native methods is. */
  public enum State {
    /** Its class loader is there. */
    BOUND,
    /**
     * Its class loader has been collected, and it has not been closed: the Java virtual machine has
     * not come to that, or something of it keeps it (a symbol that is unique in the process, a
     * thread's destructors, an image that needs it).
     */
    RELEASED,
    /** Another copy of these classes has loaded it. */
    ELSEWHERE
  }
}
