package org.alfheim.jni.internal;

import java.util.List;
import java.util.Optional;

/**
 * A bundle whose calls are served.
 *
 * @param images what it is served with
 */
public record ServedBundle(List<ServedImage> images) {
  /** Takes a copy. */
  public ServedBundle {
    images = List.copyOf(images);
  }

  /** The image that is meant by a path; empty if it is another file. */
  public Optional<ServedImage> byPath(String file) {
    return images.stream().filter(image -> image.isMeantByPath(file)).findFirst();
  }

  /** The image that is meant by a library's name; empty if it is another library. */
  public Optional<ServedImage> byName(String library) {
    return images.stream().filter(image -> image.isMeantByName(library)).findFirst();
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
