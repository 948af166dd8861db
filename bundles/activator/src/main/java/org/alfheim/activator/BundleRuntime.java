package org.alfheim.activator;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.Bundle;

/**
 * The runtime of Go's that the Go plugins of one bundle have in common. It goes by what they are:
 * an update that leaves all of them as they were leaves them where they are, and one that changes
 * any of them opens all of them anew, beside the old ones.
 */
final class BundleRuntime {
  private static final int DIGITS = 8;

  private BundleRuntime() {}

  /**
   * The runtime's name.
   *
   * @param images the images of a bundle
   * @return empty where a bundle has no two Go plugins: one has its own runtime without any name
   */
  static Optional<String> name(Bundle bundle, List<EmbeddedImage> images) {
    if (images.size() == 1) {
      return Optional.empty();
    }
    MessageDigest digest = sha256();
    int plugins = 0;
    for (EmbeddedImage image : images) {
      if (image.sharesRuntimeOfBundle()) {
        digest.update(image.declaration().path().getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        digest.update(image.fingerprint());
        plugins++;
      }
    }
    return plugins < 2
        ? Optional.empty()
        : Optional.of(
            bundle.getSymbolicName() + " " + HexFormat.of().formatHex(digest.digest(), 0, DIGITS));
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("each Java has SHA-256", impossible);
    }
  }
}
