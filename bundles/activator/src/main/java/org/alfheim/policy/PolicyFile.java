package org.alfheim.policy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.felix.fileinstall.shaded.util.properties.InterpolationHelper;
import org.apache.felix.fileinstall.shaded.util.properties.TypedProperties;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

/**
 * A policy as a file in a folder that File Install watches. It is read as File Install reads it, by
 * the same parser; but what would lose a rule there is no policy here.
 */
final class PolicyFile {
  /** Who calls a file so means a policy, unless it is a bundle or a library. */
  private static final Pattern MEANT =
      Pattern.compile(
          Pattern.quote(Policies.PID) + "((?!.*(\\.jar|\\.so(\\.\\d+)*)$)[-~.].*)?",
          Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

  /** A file that is not written yet, as the drop folder knows it. */
  private static final Pattern UNFINISHED = Pattern.compile(".*(~|\\.tmp|\\.part)", Pattern.DOTALL);

  private static final Set<String> NAMES = Set.of(Policies.PID + ".cfg", Policies.PID + ".config");

  /** What some editors begin a text in UTF-8 with. */
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  /** The framework property that tells File Install in which encoding files are. */
  private static final String ENCODING = "felix.fileinstall.configEncoding";

  private final Path path;
  private final byte[] content;

  /**
   * @param path the file
   * @param content what it holds
   */
  PolicyFile(Path path, byte[] content) {
    this.path = path;
    this.content = content;
  }

  Path path() {
    return path;
  }

  /** Whether a file is meant as a policy, though its name may not be that of one. */
  static boolean isMeant(Path file) {
    String name = file.getFileName().toString();
    return MEANT.matcher(name).matches() && !UNFINISHED.matcher(name).matches();
  }

  /**
   * Its rules.
   *
   * @param context whose properties stand for {@code ${name}}
   * @throws InvalidPolicyException if it is no policy
   */
  Rules rules(BundleContext context) throws InvalidPolicyException {
    if (!NAMES.contains(path.getFileName().toString())) {
      throw new InvalidPolicyException(
          "there is one policy, and its file is called "
              + Policies.PID
              + ".cfg; rename this one, or take it out of the folder");
    }
    if (content.length == 0) {
      throw new InvalidPolicyException(
          "the file is empty; one that is not written yet looks the same");
    }
    if (Arrays.mismatch(content, BYTE_ORDER_MARK) == BYTE_ORDER_MARK.length) {
      throw new InvalidPolicyException("the file begins with a byte order mark; save it without");
    }
    for (byte each : content) {
      if (each >= 0 && each < ' ' && !Character.isWhitespace(each)) {
        throw new InvalidPolicyException("the file holds a byte " + each + ", which is no text");
      }
    }
    try {
      return Policies.rules(
          FrameworkUtil.asDictionary(content[0] == '<' ? xml() : properties(context)));
    } catch (IOException | IllegalArgumentException malformed) {
      throw new InvalidPolicyException("the file can't be read: " + malformed.getMessage());
    }
  }

  private Map<String, Object> xml() throws IOException {
    Properties properties = new Once();
    properties.loadFromXML(new ByteArrayInputStream(content));
    Map<String, Object> values = new LinkedHashMap<>();
    properties.forEach((key, value) -> values.put(key.toString(), value));
    return values;
  }

  private Map<String, Object> properties(BundleContext context)
      throws IOException, InvalidPolicyException {
    String encoding = context.getProperty(ENCODING);
    String text =
        new String(
            content, encoding == null ? StandardCharsets.ISO_8859_1 : Charset.forName(encoding));
    new Once().load(new StringReader(text));
    SortedMap<String, String> missing = new TreeMap<>();
    TypedProperties properties =
        new TypedProperties((_, key, name) -> value(context, key, name, missing));
    properties.load(new StringReader(text));
    Map<String, Object> values = new LinkedHashMap<>(properties);
    if (!missing.isEmpty()) {
      String key = missing.firstKey();
      throw new InvalidPolicyException(
          key, "${" + missing.get(key) + "} is no property of the framework");
    }
    return values;
  }

  private static String value(
      BundleContext context, String key, String name, Map<String, String> missing) {
    String value =
        new InterpolationHelper.BundleContextSubstitutionCallback(context).getValue(name);
    if (value == null) {
      missing.put(String.valueOf(key), name);
      return "";
    }
    return value;
  }

  /** Of a key that is there twice only the last value would count. */
  private static final class Once extends Properties {
    private static final long serialVersionUID = 1;

    @Override
    public synchronized Object put(Object key, Object value) {
      if (containsKey(key)) {
        throw new IllegalArgumentException(
            key + " is there twice; put all its values into one line, separated by commas");
      }
      return super.put(key, value);
    }
  }
}
