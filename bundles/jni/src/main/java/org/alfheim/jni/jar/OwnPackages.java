package org.alfheim.jni.jar;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.osgi.framework.Constants;

/**
 * Has a bundle use the packages that it exports, and live beside another version of it. Who imports
 * what he exports gets the classes of the other version, and then its native library, too.
 */
final class OwnPackages {
  /** A clause of a header; commas within quotes are none between clauses. */
  private static final Pattern CLAUSE = Pattern.compile("(?:[^,\"]|\"[^\"]*\")+");

  private OwnPackages() {}

  static void keep(Attributes headers) {
    String name = headers.getValue(Constants.BUNDLE_SYMBOLICNAME);
    headers.putValue(
        Constants.BUNDLE_SYMBOLICNAME, name.replaceAll("\\s*;\\s*singleton:=\"?true\"?", ""));
    String imports = headers.getValue(Constants.IMPORT_PACKAGE);
    if (imports == null) {
      return;
    }
    Set<String> own =
        clauses(headers.getValue(Constants.EXPORT_PACKAGE)).stream()
            .map(OwnPackages::path)
            .collect(Collectors.toSet());
    headers.putValue(
        Constants.IMPORT_PACKAGE,
        clauses(imports).stream()
            .filter(clause -> !own.contains(path(clause)))
            .collect(Collectors.joining(",")));
  }

  private static List<String> clauses(String header) {
    List<String> clauses = new ArrayList<>();
    Matcher matcher = CLAUSE.matcher(header == null ? "" : header);
    while (matcher.find()) {
      clauses.add(matcher.group().strip());
    }
    return clauses;
  }

  private static String path(String clause) {
    return clause.replaceFirst(";.*", "").strip();
  }
}
