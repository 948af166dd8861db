package org.alfheim.deployer.internal;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.alfheim.names.RawText;
import org.alfheim.wrap.PluginBundle;
import org.alfheim.wrap.WrapException;
import org.alfheim.wrap.WrapOptions;

/**
 * A location {@code elf:URL?option=value&…}.
 *
 * @param location the whole text
 * @param image where the image is, without {@code elf:} and options
 * @param options what the query says
 */
record ElfLocation(String location, String image, WrapOptions options) {
  static final String SCHEME = "elf";

  private static final String PREFIX = SCHEME + ":";
  private static final Pattern FILE = Pattern.compile("(?:file:(?://)?)?(/.*)");
  private static final Pattern ESCAPES = Pattern.compile("(?:%\\p{XDigit}{2})+");

  /**
   * Reads a location.
   *
   * @param location the text
   * @return its parts
   * @throws MalformedLocationException if it has not the form, or an option is not right
   */
  static ElfLocation parse(String location) throws MalformedLocationException {
    if (!location.startsWith(PREFIX) || location.length() == PREFIX.length()) {
      throw new MalformedLocationException(
          location + ": expected elf: and a URL, such as elf:file:/opt/libx.so");
    }
    String rest = location.substring(PREFIX.length());
    int query = rest.indexOf('?');
    String image = query < 0 ? rest : rest.substring(0, query);
    checkFile(location, image);
    try {
      return new ElfLocation(
          location,
          image,
          query < 0 ? WrapOptions.NONE : WrapOptions.parse(options(rest.substring(query + 1))));
    } catch (WrapException refused) {
      throw new MalformedLocationException(location + ": " + refused.getMessage());
    }
  }

  private static Map<String, String> options(String query) {
    Map<String, String> options = new LinkedHashMap<>();
    for (String option : query.split("&", -1)) {
      if (!option.isEmpty()) {
        int equals = option.indexOf('=');
        String name = equals < 0 ? option : option.substring(0, equals);
        options.put(unescape(name), equals < 0 ? "" : unescape(option.substring(equals + 1)));
      }
    }
    return options;
  }

  /** The location of a file, without options. */
  static String of(Path file) {
    if (!RawText.of(file).equals(file.toString())) {
      /* Only so it has the bytes of its name. */
      return PREFIX + file.toUri();
    }
    try {
      return PREFIX + new URI("file", null, file.toString(), null);
    } catch (URISyntaxException impossible) {
      throw new IllegalArgumentException("not absolute: " + file, impossible);
    }
  }

  /** The file, where the image is one. */
  Optional<Path> file() {
    return Optional.of(FILE.matcher(image))
        .filter(Matcher::matches)
        .map(parts -> RawText.path(unescape(parts.group(1))));
  }

  /** Refuses what no file can be called. */
  private static void checkFile(String location, String image) throws MalformedLocationException {
    Matcher parts = FILE.matcher(image);
    if (parts.matches() && unescape(parts.group(1)).indexOf('\0') >= 0) {
      throw new MalformedLocationException(
          location + ": the path holds a zero byte (%00), which no file's name can");
    }
  }

  /** Fetches the image and makes a bundle of it. */
  PluginBundle bundle() throws IOException {
    Optional<Path> file = file();
    if (file.isPresent()) {
      return PluginBundle.of(file.get(), options).withSource();
    }
    URI uri;
    try {
      uri = new URI(image);
    } catch (URISyntaxException malformed) {
      throw new MalformedLocationException(
          location + ": " + image + " is no URL: " + malformed.getReason());
    }
    if (!uri.isAbsolute()) {
      throw new MalformedLocationException(
          location + ": " + image + " is no URL; a file's begins with file:/");
    }
    return PluginBundle.of(image, fetch(uri), options).withSource();
  }

  private byte[] fetch(URI uri) throws IOException {
    URL url;
    try {
      url = uri.toURL();
    } catch (MalformedURLException | IllegalArgumentException unknown) {
      throw new MalformedLocationException(
          location
              + ": nothing here knows how to fetch "
              + uri.getScheme()
              + ": URLs; a file's begins with file:/");
    }
    try (InputStream content = url.openStream()) {
      return content.readAllBytes();
    } catch (UnknownHostException nowhere) {
      throw unfetched("there is no host " + uri.getHost(), nowhere);
    } catch (ConnectException refused) {
      throw unfetched(uri.getAuthority() + " does not answer", refused);
    } catch (FileNotFoundException missing) {
      throw unfetched("there is nothing of that name", missing);
    } catch (IOException failed) {
      throw unfetched(
          failed.getMessage() == null ? failed.getClass().getSimpleName() : failed.getMessage(),
          failed);
    }
  }

  private IOException unfetched(String reason, IOException cause) {
    return new IOException(location + ": can't be fetched: " + reason, cause);
  }

  private static String unescape(String text) {
    return ESCAPES.matcher(text).replaceAll(ElfLocation::decoded);
  }

  private static String decoded(MatchResult escapes) {
    String digits = escapes.group().replace("%", "");
    return Matcher.quoteReplacement(RawText.decode(HexFormat.of().parseHex(digits)));
  }
}
