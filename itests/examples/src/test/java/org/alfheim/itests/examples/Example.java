package org.alfheim.itests.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/**
 * A copy of an example in a folder of its own, and what its reader does there. Of this tree it
 * knows the repository only.
 *
 * @param folder the copy
 */
record Example(Path folder) {
  private static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));

  /** Folders that a build makes. */
  private static final Set<String> MADE =
      Set.of("target", "bin", "bin_test", "gen", "generated", "cache");

  /** What {@code ./alfheim install --to} has made. */
  static final Path REPOSITORY = Path.of(System.getProperty("examples.repository"));

  /** The local repository of this build, from which JUnit comes. */
  static final Path FETCHED = parent(6, jarOf(Test.class));

  /** The local repository of the readers. */
  static final Path LOCAL = REPOSITORY.resolveSibling("local");

  /** What a run before this one has left there of Alfheim is forgotten. */
  private static boolean fresh;

  /** What a command has printed, both streams, and its end. */
  record Result(int status, String output) {
    /** The output, of a command that went well. */
    String success() {
      assertThat(status).as(output).isZero();
      return output;
    }
  }

  /**
   * Copies an example, without what a build has left there; what an earlier one has made is
   * forgotten.
   */
  static Example copy(String name, Path target) throws IOException {
    delete(LOCAL.resolve("com/example"));
    if (!fresh) {
      delete(LOCAL.resolve("org/alfheim"));
      fresh = true;
    }
    Path source = Path.of(System.getProperty("examples.folder")).resolve(name);
    try (Stream<Path> files = Files.walk(source)) {
      for (Path file : files.toList()) {
        Path relative = source.relativize(file);
        if (!Collections.disjoint(MADE, names(relative))) {
          continue;
        }
        Path copy = target.resolve(relative.toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy);
        }
      }
    }
    return new Example(target);
  }

  private static Path jarOf(Class<?> type) {
    return Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()));
  }

  private static Path parent(int steps, Path path) {
    return steps == 0 ? path : parent(steps - 1, path.getParent());
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private static List<String> names(Path path) {
    return StreamSupport.stream(path.spliterator(), false).map(Path::toString).toList();
  }

  /** Replaces a piece of text that has to be there. */
  void edit(String file, String text, String replacement) throws IOException {
    Path path = folder.resolve(file);
    String content = Files.readString(path);
    assertThat(content).contains(text);
    Files.writeString(path, content.replace(text, replacement));
  }

  /** Runs an executable jar. */
  Result run(Path jar) throws IOException, InterruptedException {
    return execute(
        JAVA_HOME.resolve("bin/java").toString(),
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-jar",
        jar.toString());
  }

  /** Demands that an executable jar ends with its reason where it can't run, and does not hang. */
  void endsWhereItCannotRun(Path jar) throws IOException, InterruptedException {
    OldJava old = OldJava.find();
    Result tooOld = execute(old.home().resolve("bin/java").toString(), "-jar", jar.toString());
    assertThat(tooOld.status()).as(tooOld.output()).isEqualTo(1);
    assertThat(tooOld.output())
        .matches(
            "com\\.example\\.\\w+ needs Java 25 or newer, and this is Java %s \\(%s\\)\n"
                .formatted(Pattern.quote(old.version()), Pattern.quote(old.home().toString())));

    Result denied =
        execute(
            JAVA_HOME.resolve("bin/java").toString(),
            "--illegal-native-access=deny",
            "-jar",
            jar.toString());
    assertThat(denied.status()).as(denied.output()).isEqualTo(1);
    assertThat(denied.output())
        .contains("start it with the option --enable-native-access=ALL-UNNAMED")
        .endsWith(
            "\nthe program ends; not started, see above: com.example.greeter, com.example.points\n");
  }

  /** Runs Maven on the JDK of the tests. */
  Result maven(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("examples.maven"), "bin", "mvn").toString(),
                "-B",
                "-ntp",
                "-s",
                settings().toString()));
    command.addAll(List.of(arguments));
    return execute(command.toArray(String[]::new));
  }

  /**
   * A local repository of the tests' own, so that nothing of this build gets into the user's. What
   * the build of this tree has fetched from elsewhere is there already: it stands for every
   * repository but Alfheim's.
   */
  private Path settings() throws IOException {
    Files.createDirectories(released());
    String alfheim = "<%1$s>" + repository("alfheim", REPOSITORY) + "</%1$s>";
    String released = "<%1$s>" + repository("released", released()) + "</%1$s>";
    return Files.writeString(
        folder.resolve("settings.xml"),
        """
        <settings>
          <localRepository>%s</localRepository>
          <mirrors>
            <mirror><id>fetched</id><mirrorOf>*,!alfheim,!released</mirrorOf><url>%s</url></mirror>
          </mirrors>
          <profiles>
            <profile>
              <id>alfheim</id>
              <repositories>%s%s</repositories>
              <pluginRepositories>%s</pluginRepositories>
            </profile>
          </profiles>
          <activeProfiles><activeProfile>alfheim</activeProfile></activeProfiles>
        </settings>
        """
            .formatted(
                LOCAL,
                FETCHED.toUri(),
                alfheim.formatted("repository"),
                released.formatted("repository"),
                alfheim.formatted("pluginRepository")));
  }

  private static String repository(String id, Path folder) {
    return """
    <id>%s</id><url>%s</url>
    <releases><checksumPolicy>ignore</checksumPolicy><updatePolicy>always</updatePolicy></releases>
    <snapshots><enabled>true</enabled><checksumPolicy>ignore</checksumPolicy></snapshots>
    """
        .formatted(id, folder.toUri());
  }

  /** A repository of its own, for what it releases; empty at first. */
  Path released() {
    return folder.resolve("released");
  }

  private Result execute(String... command) throws IOException, InterruptedException {
    Path output = Files.createTempFile(folder, "output", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().put("JAVA_HOME", JAVA_HOME.toString());
    builder.environment().put("MAVEN_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
    Process process = builder.start();
    if (!process.waitFor(180, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
      throw new AssertionError(
          String.join(" ", command) + " does not end: " + Files.readString(output));
    }
    return new Result(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
  }
}
