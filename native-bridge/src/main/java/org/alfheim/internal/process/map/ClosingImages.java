package org.alfheim.internal.process.map;

import java.util.List;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import org.alfheim.internal.process.libc.Address;
import org.alfheim.internal.process.libc.OpenFile;

/**
 * The images of this process that are closed some day and are not yet, whichever copy of these
 * classes put them there. Like {@link ProcessImages} it is a set of system properties, one for each
 * image. Who closes an image is native code; its property goes when somebody looks.
 */
public final class ClosingImages {
  private static final String IMAGE = "org.alfheim.natives.";
  private static final int WORDS = 7;

  private ClosingImages() {}

  /**
   * An image.
   *
   * @param name what it is called
   * @param file the file that is open as long as it is there
   * @param bias its load bias
   * @param span the bytes of address space that its segments cover
   * @param held the bytes of memory that the loader's files for it take
   */
  public record Listed(String name, OpenFile file, Address bias, long span, long held) {
    private String toText() {
      return String.join(
          " ",
          Integer.toString(file.descriptor()),
          Long.toString(file.device()),
          Long.toString(file.inode()),
          Long.toString(bias.value()),
          Long.toString(span),
          Long.toString(held),
          name);
    }

    private static Listed of(String text) {
      List<String> words = List.of(text.split(" ", WORDS));
      return new Listed(
          words.get(6),
          new OpenFile(
              Integer.parseInt(words.get(0)),
              Long.parseLong(words.get(1)),
              Long.parseLong(words.get(2))),
          new Address(Long.parseLong(words.get(3))),
          Long.parseLong(words.get(4)),
          Long.parseLong(words.get(5)));
    }
  }

  /** A number that tells an image from others of the same name and content, in this process. */
  public static int nextNumber() {
    return ProcessImages.nextCarrierNumber();
  }

  /**
   * An image is there.
   *
   * @param key what identifies it
   * @param image the image
   */
  public static void add(String key, Listed image) {
    System.setProperty(IMAGE + key, image.toText());
  }

  /**
   * The images that are there now.
   *
   * @return by what identifies them, in that order; the caller's own
   */
  public static SortedMap<String, Listed> there() {
    SortedMap<String, Listed> images = new TreeMap<>();
    Properties properties = System.getProperties();
    for (String property : properties.stringPropertyNames()) {
      if (property.startsWith(IMAGE)) {
        String text = properties.getProperty(property);
        Listed image = text == null ? null : Listed.of(text);
        if (image != null && image.file().isOpen()) {
          images.put(property.substring(IMAGE.length()), image);
        } else {
          properties.remove(property);
        }
      }
    }
    return images;
  }
}
