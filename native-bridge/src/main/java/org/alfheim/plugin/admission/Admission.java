package org.alfheim.plugin.admission;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Decides which images may be opened. It is asked about each image after that has been read and
 * checked, and before anything of it is mapped or any library loaded for it: about every plugin
 * whatever way it is opened, about the libraries that ld.so would load for it, and about those that
 * it loads itself by {@code dlopen}.
 *
 * <p>An image that is open already is asked about again when it is opened again. What it does with
 * {@code dlopen} and {@code dlsym} is seen only if some admission {@linkplain #restricts
 * restricted} when it was first opened.
 */
@ConsumerType
public interface Admission {

  /** Whether there is any image that would not be admitted; if not, nothing else is asked. */
  boolean restricts();

  /**
   * What speaks against an image.
   *
   * @param candidate the image
   * @return the objections, each part of a sentence about the image; none if it is admitted. Of an
   *     exception the reason becomes an objection.
   */
  List<String> objections(Candidate candidate);

  /**
   * Whether a plugin may have a function by {@code dlsym} that it does not import.
   *
   * @param symbol the function's name
   * @return whether it may
   */
  boolean admitsSymbol(String symbol);
}
