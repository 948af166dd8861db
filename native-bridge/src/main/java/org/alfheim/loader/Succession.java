package org.alfheim.loader;

import org.alfheim.internal.process.filter.ArgumentFilter;

/**
 * The copies of this loader that follow each other in one place, as a bundle has another one after
 * each refresh.
 *
 * <p>What an image loads by {@code dlopen} is allowed or refused by each copy of the loader that
 * has the image, until the copy's classes are collected. A copy that is followed by another one is
 * not asked any more, nor one that has ended.
 */
public final class Succession {
  private Succession() {}

  /**
   * Has this copy follow the one that has said the same name before, if there is one: what came
   * with the images of that one is this one's from now on.
   *
   * @param name a name of the place, which no other place in this process has
   */
  public static void follow(String name) {
    ArgumentFilter.follow(name);
  }

  /**
   * Has this copy not be asked any more until it {@linkplain #follow follows} again. What images
   * load that were under its policy is refused as long as they have no other copy.
   */
  public static void end() {
    ArgumentFilter.endDecisions();
  }
}
