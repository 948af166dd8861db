package org.alfheim.jni.internal;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An image that a bundle is served with.
 *
 * @param resource the image as the bundle's class loader finds it
 * @param bundle the symbolic name of the bundle that has it, and the native methods; empty if it is
 *     the one that is served
 * @param names the names of files and libraries by which it is asked for: {@code libx.so}, {@code
 *     x}
 * @param properties system properties of the bundle's own, by name
 * @param token the path that stands for the image in values of the properties. A file is there, as
 *     those who are told a path look for one; nobody reads it
 */
public record ServedImage(
    String resource,
    Optional<String> bundle,
    List<String> names,
    Map<String, String> properties,
    String token) {
  private static final Pattern TOKEN = Pattern.compile("/proc/self/(\\./)*exe");

  /** Takes copies. */
  public ServedImage {
    names = List.copyOf(names);
    properties = Map.copyOf(properties);
  }

  /**
   * The path of an image that has a number in its bundle. All of them lead to one file, which each
   * process has.
   */
  static String token(int number) {
    return "/proc/self/" + "./".repeat(number) + "exe";
  }

  /** Whether a URL has the path of an image. */
  public static boolean isToken(URL url) {
    return url.getProtocol().equals("file") && TOKEN.matcher(url.getPath()).matches();
  }

  /** The URL of the file that stands for it. */
  public URL url() {
    try {
      return new File(token).toURI().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }

  boolean isMeantByPath(String file) {
    return file.equals(token) || names.contains(file.substring(file.lastIndexOf('/') + 1));
  }

  boolean isMeantByName(String library) {
    return names.contains(library) || names.contains(System.mapLibraryName(library));
  }

  /** The value of a property; null if it is none of this image's. */
  String property(String key) {
    String value = properties.get(key);
    int slash = token.lastIndexOf('/');
    return value == null
        ? null
        : value
            .replace("%f", token)
            .replace("%d", token.substring(0, slash))
            .replace("%n", token.substring(slash + 1));
  }
}
