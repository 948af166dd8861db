package org.alfheim.wrap;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a shared object, by the customs of linkers: {@code libz.so.1.2.13} is version 1.2.13
 * of {@code libz}, {@code libbfd-2.40.so} is version 2.40 of {@code libbfd}.
 *
 * @param stem what is left without the version and {@code .so}
 * @param version the version, as the name has it
 */
record ImageName(String stem, Optional<String> version) {
  private static final Pattern AFTER = Pattern.compile("(.+?)\\.so\\.(\\d.*)");
  private static final Pattern BEFORE = Pattern.compile("(.+)-(\\d+(?:\\.\\d+)*)\\.so");
  private static final Pattern WITHOUT = Pattern.compile("(.+?)\\.so(?:\\..*)?");

  static ImageName of(String name) {
    for (Pattern custom : new Pattern[] {AFTER, BEFORE, WITHOUT}) {
      Matcher parts = custom.matcher(name);
      if (parts.matches()) {
        return new ImageName(
            parts.group(1),
            parts.groupCount() == 2 ? Optional.of(parts.group(2)) : Optional.empty());
      }
    }
    return new ImageName(name, Optional.empty());
  }
}
