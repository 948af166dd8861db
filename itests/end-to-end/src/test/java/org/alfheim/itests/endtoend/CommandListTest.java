package org.alfheim.itests.endtoend;

import static org.alfheim.itests.endtoend.Alfheim.alfheim;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages name the commands that there are, and no others. */
class CommandListTest {
  /** In the list of commands: two spaces before it. In examples the program's name is there. */
  private static final Pattern LISTED = Pattern.compile("(?m)^ {2}(?!alfheim )([a-z-]+)(?= |$)");

  private static final Pattern CODE = Pattern.compile("(?s)```.*?```|`[^`\n]+`");
  private static final Pattern CALLED =
      Pattern.compile("(?<![\\w/-])(?:\\./)?alfheim ([a-z][a-z-]*)\\b");

  private static Set<String> found(Pattern pattern, String text) {
    Set<String> words = new TreeSet<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      words.add(matcher.group(1));
    }
    return words;
  }

  /** What is called in code of the front page and of the pages in {@code docs}. */
  private static Set<String> called() throws IOException {
    Set<String> words = new TreeSet<>();
    Path docs = Alfheim.root().resolve("docs");
    try (Stream<Path> pages = Files.isDirectory(docs) ? Files.walk(docs) : Stream.<Path>empty()) {
      for (Path page :
          Stream.concat(Stream.of(Alfheim.root().resolve("README.md")), pages)
              .filter(page -> page.toString().endsWith(".md"))
              .toList()) {
        Matcher code = CODE.matcher(Files.readString(page));
        while (code.find()) {
          words.addAll(found(CALLED, code.group().replace("`", "\n")));
        }
      }
    }
    return words;
  }

  @Test
  void thePagesNameEachCommandThatHelpLists() throws IOException {
    Set<String> listed = found(LISTED, alfheim("--help").out());
    assertThat(listed).contains("run", "open", "wrap", "corpus", "build");
    assertThat(called()).containsAll(listed);
  }

  @Test
  void noPageNamesACommandThatHelpDoesNotList() throws IOException {
    Set<String> known = found(LISTED, alfheim("--help").out());
    known.add("help");
    // Of the distribution alone.
    known.add("healthy");
    assertThat(known).containsAll(called());
  }
}
