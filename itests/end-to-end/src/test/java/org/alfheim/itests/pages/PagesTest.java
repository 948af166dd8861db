package org.alfheim.itests.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.eclipse.osgi.launch.EquinoxFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the pages say is so. */
class PagesTest {
  private static final Path ROOT = Path.of(System.getProperty("alfheim.root"));
  private static final int LONGEST_LINE = 120;

  /** The page whose commands need a Docker engine: see {@link ContainersPageTest}. */
  static final String CONTAINERS = "docs/containers.md";

  private static final String BUNDLES = "features/container/target/export/container";
  private static final String FELIX =
      "features/container/target/export/framework/org.apache.felix.framework.jar";

  private static final String INDEX = "docs/README.md";

  @TempDir Path folder;

  static List<Page> guide() throws IOException {
    return Page.guide(ROOT).stream()
        .filter(page -> !page.name().equals(CONTAINERS))
        .filter(page ->
            page.blocks().stream().anyMatch(block -> block.isConsole() && !block.isNotRun()))
        .toList();
  }

  static List<Page> all() throws IOException {
    return Page.all(ROOT);
  }

  @ParameterizedTest
  @MethodSource("guide")
  @Execution(ExecutionMode.CONCURRENT)
  void commandsPrintWhatThePageSays(Page page) throws Exception {
    Path empty = Files.createDirectory(folder.resolve("page"));
    PageShell shell =
        new PageShell(ROOT.resolve("alfheim"), empty)
            .beginningWith("export ALFHEIM='" + ROOT + "'")
            .beginningWith("felix='" + ROOT.resolve(FELIX) + "'")
            .beginningWith("equinox='" + equinox() + "'");
    assertThat(shell.run(page)).as("%s", page).isEmpty();
  }

  private static Path equinox() {
    return Path.of(
        URI.create(
            EquinoxFactory.class.getProtectionDomain().getCodeSource().getLocation().toString()));
  }

  /** What is not run is named, here and in the output of the tests; let there be few. */
  @Test
  void commandsThatAreNotRunAreKnown() throws IOException {
    List<String> commands =
        Page.guide(ROOT).stream()
            .flatMap(page -> page.blocks().stream())
            .filter(Block::isNotRun)
            .flatMap(block -> Dialogue.of(block).stream())
            .map(Dialogue::command)
            .toList();
    System.out.println(commands.size() + " commands of the pages are not run: " + commands);
    assertThat(commands)
        .containsExactlyInAnyOrder(
            // What is installed is tried with the examples; who makes a release does the others.
            "./alfheim install",
            "./alfheim install --to /srv/alfheim",
            "mvn verify -Ppublish -DskipTests -Daether.artifactResolver.postProcessor.trustedChecksums.record=true",
            "sed -i '/  org\\/alfheim\\//d' .mvn/checksums/checksums.sha256",
            "mvn -B versions:set -DnewVersion=0.1.0 -DgenerateBackupPoms=false -DprocessAllModules",
            "git grep -l 0.1.0-SNAPSHOT -- itests/examples features docs/get-it.md | \\\n    xargs sed -i 's/0\\.1\\.0-SNAPSHOT/0.1.0/'",
            "./alfheim test",
            "git commit -am \"Version 0.1.0\"",
            "git tag -a v0.1.0 -m \"Alfheim 0.1.0\"",
            "./alfheim install --to DIR     # jars, sources, Javadoc, POMs, checksums, index",
            "./alfheim dist                 # the archive, with its list of contents",
            "./alfheim image                # the image",
            "find DIR/org -type f ! -name '*.md5' ! -name '*.sha*' ! -name 'maven-metadata*' -exec gpg --detach-sign --armor {} \\;",
            "mvn -B versions:set -DnewVersion=0.2.0-SNAPSHOT -DgenerateBackupPoms=false -DprocessAllModules",
            "git grep -lw '0\\.1\\.0' -- itests/examples features/karaf docs/get-it.md | \\\n    xargs sed -i 's/\\b0\\.1\\.0\\b/0.2.0-SNAPSHOT/'",
            "git grep -l '\\[0\\.1\\.0,' -- '*.bndrun' | xargs sed -i 's/\\[0\\.1\\.0,0\\.1\\.1)/[0.2.0,0.2.1)/'",
            "mvn -pl native-bridge test -Dtest=PlannerTest",
            "mvn -pl bundles/shell -am verify",
            "mvn spotless:apply",
            // The tests of debuggers have perf, and a program to watch.
            "perf record --buildid-mmap -g -- alfheim call libx.so 'int F(int)' 1",
            "perf buildid-cache --add libx.so",
            "perf report");
  }

  @Test
  void theIndexNamesEveryPage() throws IOException {
    List<String> pages =
        Page.guide(ROOT).stream()
            .map(Page::name)
            .filter(name -> name.startsWith("docs/") && !name.equals(INDEX))
            .map(name -> name.substring("docs/".length()))
            .toList();
    assertThat(Page.read(ROOT, ROOT.resolve(INDEX)).links()).containsAll(pages);
  }

  @ParameterizedTest
  @MethodSource("all")
  void linksLeadSomewhere(Page page) throws IOException {
    List<String> dead = new ArrayList<>();
    for (String link : page.links()) {
      if (!link.matches("[a-z]+:.*") && !leads(page, link)) {
        dead.add(link);
      }
    }
    assertThat(dead).as("links of %s", page).isEmpty();
  }

  private static boolean leads(Page page, String link) throws IOException {
    int hash = link.indexOf('#');
    String path = hash < 0 ? link : link.substring(0, hash);
    Path target = path.isEmpty() ? page.file() : page.file().resolveSibling(path).normalize();
    if (!Files.exists(target)) {
      return false;
    }
    if (hash < 0) {
      return true;
    }
    Path file = Files.isDirectory(target) ? target.resolve("README.md") : target;
    return Page.read(ROOT, file).anchors().contains(link.substring(hash + 1));
  }

  @ParameterizedTest
  @MethodSource("all")
  void linesAreShort(Page page) {
    assertThat(page.lines())
        .allSatisfy(line -> {
          if (!line.startsWith("|")) {
            assertThat(line.codePointCount(0, line.length()))
                .as(line)
                .isLessThanOrEqualTo(LONGEST_LINE);
          }
        });
  }

  @ParameterizedTest
  @MethodSource("all")
  void excerptsAreInTheirFiles(Page page) throws IOException {
    for (Block block : page.blocks()) {
      if (block.isExcerpt()) {
        List<String> file =
            Files.readAllLines(ROOT.resolve(block.name())).stream().map(String::strip).toList();
        assertThat(file)
            .as("%s", block)
            .containsSubsequence(block.lines().stream().map(String::strip).toList());
      }
    }
  }

  /**
   * What the page on messages quotes, in italics, is what the code says: each part between two
   * ellipses is a part of a text in it.
   */
  @Test
  void quotedMessagesAreTheOnesOfTheCode() throws IOException {
    Page page = Page.read(ROOT, ROOT.resolve("docs/troubleshooting.md"));
    String code = String.join("\n", sources());
    List<String> unknown = new ArrayList<>();
    for (String message : page.emphasised()) {
      for (String part : message.split("\u2026", -1)) {
        if (!code.contains(part.strip())) {
          unknown.add(part.strip());
        }
      }
    }
    assertThat(page.emphasised()).hasSizeGreaterThan(10);
    assertThat(unknown).isEmpty();
  }

  /** The programs, their texts whole. */
  private static List<String> sources() throws IOException {
    List<String> texts = new ArrayList<>(List.of(Files.readString(ROOT.resolve("alfheim"))));
    try (Stream<Path> files = Files.walk(ROOT.resolve("cnf"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".sh")).toList()) {
        texts.add(Files.readString(file));
      }
    }
    for (String room : new String[] {"native-bridge", "bundles", "features"}) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(room))) {
        for (Path file :
            files.filter(f -> f.toString().matches(".*/src/main/.*\\.java")).toList()) {
          texts.add(Files.readString(file).replaceAll("\"\\s*\\+\\s*\"", ""));
        }
      }
    }
    return texts;
  }

  /** Of all pages together, since a compiler takes a second to begin. */
  @Test
  void javaCompiles() throws IOException {
    List<Path> sources = new ArrayList<>();
    for (Page page : all()) {
      for (Block block : page.blocks()) {
        if (block.language().equals("java") && !block.isExcerpt()) {
          sources.add(source(block, sources.size()));
        }
      }
    }
    assertThat(sources).isNotEmpty();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter complaints = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      boolean compiled =
          compiler
              .getTask(
                  complaints,
                  files,
                  null,
                  List.of("-d", folder.toString(), "-cp", classPath(), "-proc:none"),
                  null,
                  files.getJavaFileObjectsFromPaths(sources))
              .call();
      assertThat(compiled).as("%s", complaints).isTrue();
    }
  }

  /** A file as it stands; statements in a method, in a package of their own. */
  private Path source(Block block, int number) throws IOException {
    String home = "page" + number;
    if (block.isFile()) {
      Path folderOfFile = Files.createDirectories(folder.resolve(home));
      return Files.writeString(folderOfFile.resolve(block.name()), inPackage(home, block.text()));
    }
    Path file = Files.createDirectories(folder.resolve(home)).resolve("Statements.java");
    return Files.writeString(
        file,
        """
        package %s;
        import java.io.*;
        import java.nio.file.*;
        import java.util.*;
        import org.alfheim.bind.*;
        import org.alfheim.deployer.*;
        import org.alfheim.loader.*;
        import org.alfheim.plugin.*;
        import org.alfheim.wrap.*;
        // %s
        class Statements {
          org.osgi.framework.BundleContext context;

          void run() throws Exception {
        %s  }
        }
        """
            .formatted(home, block, block.text()));
  }

  private static String inPackage(String name, String text) {
    return text.startsWith("package ") ? text : "package " + name + ";\n" + text;
  }

  private static String classPath() throws IOException {
    List<String> jars = new ArrayList<>(List.of(System.getProperty("java.class.path")));
    try (Stream<Path> files = Files.list(ROOT.resolve(BUNDLES))) {
      files.filter(file -> file.toString().endsWith(".jar")).map(Path::toString).forEach(jars::add);
    }
    return String.join(":", jars);
  }
}
