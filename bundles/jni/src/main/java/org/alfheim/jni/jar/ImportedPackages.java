package org.alfheim.jni.jar;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.osgi.framework.Constants;

/** What a bundle imports, once it is wrapped. */
final class ImportedPackages {
  /** A clause of a header; commas within quotes are none between clauses. */
  private static final Pattern CLAUSE = Pattern.compile("(?:[^,\"]|\"[^\"]*\")+");

  private static final String OPTIONAL = ";resolution:=optional";

  private ImportedPackages() {}

  /**
   * Has a bundle use the packages that it exports, and live beside another version of it. Who
   * imports what he exports gets the classes of the other version, and then its native library,
   * too.
   */
  static void keepOwn(Attributes headers) {
    String name = headers.getValue(Constants.BUNDLE_SYMBOLICNAME);
    headers.putValue(
        Constants.BUNDLE_SYMBOLICNAME, name.replaceAll("\\s*;\\s*singleton:=\"?true\"?", ""));
    String imports = headers.getValue(Constants.IMPORT_PACKAGE);
    if (imports == null) {
      return;
    }
    Set<String> own =
        clauses(headers.getValue(Constants.EXPORT_PACKAGE)).stream()
            .map(ImportedPackages::path)
            .collect(Collectors.toSet());
    headers.putValue(
        Constants.IMPORT_PACKAGE,
        clauses(imports).stream()
            .filter(clause -> !own.contains(path(clause)))
            .collect(Collectors.joining(",")));
  }

  /** Does without packages where nobody has them. */
  static void doWithout(Attributes headers, List<String> packages) {
    String imports = headers.getValue(Constants.IMPORT_PACKAGE);
    if (imports != null && !packages.isEmpty()) {
      headers.putValue(
          Constants.IMPORT_PACKAGE,
          clauses(imports).stream()
              .map(clause -> isToBeOptional(clause, packages) ? clause + OPTIONAL : clause)
              .collect(Collectors.joining(",")));
    }
  }

  private static boolean isToBeOptional(String clause, List<String> packages) {
    return packages.contains(path(clause)) && !clause.contains("resolution:=");
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
