package org.alfheim.itests.pages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of Markdown.
 *
 * @param root the root of the tree
 * @param file the page
 * @param lines its lines
 * @param blocks its fenced blocks
 */
public record Page(Path root, Path file, List<String> lines, List<Block> blocks) {
  private static final String FENCE = "```";
  private static final Pattern HEADING = Pattern.compile("#{1,6} +(.*)");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern EMPHASIS =
      Pattern.compile("(?<![*\\w`])\\*([^*\\s`](?:[^*`|]*[^*\\s`])?)\\*(?![*\\w])");
  private static final int DEEPEST = 6;

  /**
   * Reads a page.
   *
   * @throws IOException if it can't be read
   */
  public static Page read(Path root, Path file) throws IOException {
    String name = root.relativize(file).toString();
    List<String> lines = Files.readAllLines(file);
    List<Block> blocks = new ArrayList<>();
    int open = -1;
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).startsWith(FENCE)) {
        continue;
      }
      if (open < 0) {
        open = i;
      } else {
        String info = lines.get(open).substring(FENCE.length()).strip();
        List<String> words = info.isEmpty() ? List.of() : List.of(info.split(" +"));
        blocks.add(new Block(name, open + 1, words, List.copyOf(lines.subList(open + 1, i))));
        open = -1;
      }
    }
    if (open >= 0) {
      throw new AssertionError(name + ":" + (open + 1) + ": this block has no end");
    }
    return new Page(root, file, lines, blocks);
  }

  /**
   * The pages for those who use Alfheim: the README, and the folder {@code docs}.
   *
   * @throws IOException if one can't be read
   */
  public static List<Page> guide(Path root) throws IOException {
    return all(root).stream()
        .filter(page -> page.name().equals("README.md") || page.name().startsWith("docs/"))
        .toList();
  }

  /**
   * All pages of the tree.
   *
   * @throws IOException if one can't be read
   */
  public static List<Page> all(Path root) throws IOException {
    List<Page> pages = new ArrayList<>();
    try (Stream<Path> files = Files.find(root, DEEPEST, (file, _) -> isPage(root, file))) {
      for (Path file : files.sorted().toList()) {
        pages.add(read(root, file));
      }
    }
    return pages;
  }

  private static boolean isPage(Path root, Path file) {
    String name = root.relativize(file).toString();
    return name.endsWith(".md") && !("/" + name).matches(".*/(target|\\.[^/]*)/.*");
  }

  /** Its path below the root. */
  public String name() {
    return root.relativize(file).toString();
  }

  /** What can be linked to on it: its headings, as GitHub names them. */
  public Set<String> anchors() {
    Set<String> anchors = new HashSet<>();
    for (String line : prose()) {
      Matcher heading = HEADING.matcher(line);
      if (heading.matches()) {
        String anchor =
            heading
                .group(1)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\[([^]]*)\\]\\([^)]*\\)", "$1")
                .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                .replace(' ', '-');
        String free = anchor;
        for (int number = 1; !anchors.add(free); number++) {
          free = anchor + "-" + number;
        }
      }
    }
    return anchors;
  }

  /** Where its links lead to. */
  public List<String> links() {
    return prose().stream()
        .flatMap(line -> LINK.matcher(line).results())
        .map(link -> link.group(1))
        .toList();
  }

  /** What stands in italics. */
  public List<String> emphasised() {
    return EMPHASIS
        .matcher(String.join("\n", prose()))
        .results()
        .map(found -> found.group(1).replaceAll("\\s+", " "))
        .toList();
  }

  private List<String> prose() {
    List<String> prose = new ArrayList<>();
    boolean fenced = false;
    for (String line : lines) {
      if (line.startsWith(FENCE)) {
        fenced = !fenced;
      } else if (!fenced) {
        prose.add(line);
      }
    }
    return prose;
  }

  @Override
  public String toString() {
    return name();
  }
}
