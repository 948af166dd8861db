package org.alfheim.internal.bind.marshal;

import java.util.Optional;
import org.alfheim.internal.bind.Contract;

/** The symbols of a live image, as far as {@link Contract} has to find them. */
public interface Targets {

  /** The image's name, for messages. */
  String image();

  /**
   * The exported symbol of a name.
   *
   * @param name a symbol's name, without a version; or, of C++ and Rust, as people write it
   * @return the symbol, or empty if the image exports none of that name
   */
  Optional<? extends Target> find(String name);

  /**
   * What may be said of a name that finds nothing.
   *
   * @param name a name
   * @return that several symbols have it, or which are similar; most often nothing
   */
  default Optional<String> hint(String name) {
    return Optional.empty();
  }
}
