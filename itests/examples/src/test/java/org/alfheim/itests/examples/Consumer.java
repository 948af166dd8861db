package org.alfheim.itests.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A project that imports the bill of materials and depends on all that it lists, without a version.
 * Maven has resolved it, so that all of it is in the local repository of the readers.
 */
final class Consumer {
  private static final Pattern MANAGED =
      Pattern.compile(
          "<dependency>\\s*<groupId>org\\.alfheim</groupId>\\s*<artifactId>([^<]+)</artifactId>\\s*"
              + "<version>[^<]+</version>\\s*(.*?)</dependency>",
          Pattern.DOTALL);

  private static Consumer one;

  private final List<String> managed = new ArrayList<>();
  private final String output;

  private Consumer() throws IOException, InterruptedException {
    Published bom =
        Published.all().stream()
            .filter(published -> published.id().equals("org.alfheim.bom"))
            .findFirst()
            .orElseThrow();
    StringBuilder dependencies = new StringBuilder();
    for (MatchResult match :
        MANAGED.matcher(Files.readString(bom.file(".pom"))).results().toList()) {
      managed.add(match.group(1));
      dependencies.append(
          "<dependency><groupId>org.alfheim</groupId><artifactId>%s</artifactId>%s</dependency>\n"
              .formatted(match.group(1), match.group(2)));
    }
    Path folder = Files.createTempDirectory(Example.LOCAL.getParent(), "consumer");
    Example project = Example.copy("src/test/fixtures/bom", folder);
    project.edit("pom.xml", "@version@", Published.VERSION);
    project.edit("pom.xml", "<!-- @dependencies@ -->", dependencies.toString());
    output = project.maven("dependency:resolve").success();
  }

  /** The project, resolved once. */
  static synchronized Consumer resolved() throws IOException, InterruptedException {
    if (one == null) {
      one = new Consumer();
    }
    return one;
  }

  /** The artifacts that the bill of materials lists, some more than once. */
  List<String> managed() {
    return managed;
  }

  /** What Maven has printed. */
  String output() {
    return output;
  }
}
