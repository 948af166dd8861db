package org.alfheim.jni.internal;

import java.util.List;
import java.util.Optional;

/**
 * A bundle whose calls are served.
 *
 * @param images what it is served with
 * @param asFiles whether its classes get files where they look for images as resources
 * @param leaves what it leaves behind: classes of leaves, and {@code java.sql.Driver}
 */
public record ServedBundle(List<ServedImage> images, boolean asFiles, List<String> leaves) {
  /** Drivers that the bundle registers with {@link java.sql.DriverManager}. */
  public static final String DRIVERS = "drivers";

  /** Threads that the bundle has the JVM run at its end. */
  public static final String HOOKS = "hooks";

  /** Takes copies. */
  public ServedBundle {
    images = List.copyOf(images);
    leaves = List.copyOf(leaves);
  }

  /** The image that is a resource of the bundle's class loader; empty if it is another one. */
  public Optional<ServedImage> byResource(String resource) {
    return images.stream()
        .filter(image -> image.bundle().isEmpty() && image.resource().equals(resource))
        .findFirst();
  }

  /** The image that is meant by a path; empty if it is another file. */
  public Optional<ServedImage> byPath(String file) {
    return images.stream().filter(image -> image.isMeantByPath(file)).findFirst();
  }

  /** The image that is meant by a library's name; empty if it is another library. */
  public Optional<ServedImage> byName(String library) {
    return images.stream().filter(image -> image.isMeantByName(library)).findFirst();
  }

  /** Whether there are properties that the bundle has values of its own of. */
  public boolean hasProperties() {
    return images.stream().anyMatch(image -> !image.properties().isEmpty());
  }

  /** The bundle's own value of a property. */
  public Optional<String> property(String key) {
    for (ServedImage image : images) {
      String value = image.property(key);
      if (value != null) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }
}
