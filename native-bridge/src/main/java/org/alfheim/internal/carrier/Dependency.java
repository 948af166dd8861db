package org.alfheim.internal.carrier;

/** Who satisfies one {@code DT_NEEDED} of an image. */
public sealed interface Dependency {

  /** The name in {@code DT_NEEDED}. */
  String needed();

  /** The name that the carrier's {@code DT_NEEDED} has instead. */
  String carrierName();

  /**
   * A plugin that is open.
   *
   * @param needed the name in {@code DT_NEEDED}
   * @param provider the plugin's image
   */
  record OnPlugin(String needed, Provider provider) implements Dependency {
    @Override
    public String carrierName() {
      return provider.carrier();
    }
  }

  /**
   * A library of the system, left to the C library's loader.
   *
   * @param needed the name in {@code DT_NEEDED}; {@code $ORIGIN} in it is replaced by the image's
   *     folder, since ld.so would take it for the carrier's. Where the file is settled (see {@link
   *     LibraryFiles}), it is that
   */
  record OnSystem(String needed) implements Dependency {
    @Override
    public String carrierName() {
      return needed;
    }
  }
}
