package org.alfheim.itests.containers;

import static org.alfheim.itests.containers.Alfheim.alfheim;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The product's images on bases that are made of Debian's packages, each made once for all tests by
 * {@code ./alfheim image}, which has nothing to do where nothing has changed.
 */
final class Images {

  /** The suite of Debian with the older C library: glibc 2.36. */
  static final String BOOKWORM = "bookworm";

  /** The suite of Debian with the newer C library: glibc 2.41. */
  static final String TRIXIE = "trixie";

  private static final Map<List<String>, String> MADE = new ConcurrentHashMap<>();

  private Images() {}

  /** The image that all tests run that do not ask for another. */
  static String image() {
    return image(TRIXIE);
  }

  /** The image on a suite of Debian, with packages beyond what the product needs. */
  static String image(String suite, String... packages) {
    return MADE.computeIfAbsent(
        List.of(suite, String.join(",", packages)), what -> make(what.get(0), what.get(1)));
  }

  private static String make(String suite, String packages) {
    // One name for each source tree: several may be tested by the same engine.
    String tag =
        "alfheim-itests-%08x:%s%s"
            .formatted(
                Alfheim.root().hashCode(),
                suite,
                packages.isEmpty() ? "" : "-" + Integer.toHexString(packages.hashCode()));
    String[] words = {"image", "--debian", suite, "--tag", tag};
    if (!packages.isEmpty()) {
      words = Arrays.copyOf(words, words.length + 2);
      words[words.length - 2] = "--with";
      words[words.length - 1] = packages;
    }
    alfheim(words);
    return tag;
  }
}
