package org.alfheim.itests.pages;

import java.util.List;

/**
 * A fenced block of a page.
 *
 * @param page the page's path below the root of the tree
 * @param line the line of the page on which its fence stands, from 1 on
 * @param words what stands behind the fence: the language, and what is to be done with it
 * @param lines what it holds
 */
public record Block(String page, int line, List<String> words, List<String> lines) {

  /** The language; empty where the page names none. */
  public String language() {
    return words.isEmpty() ? "" : words.getFirst();
  }

  /** What stands behind the language; empty if nothing does. */
  public String name() {
    return words.size() < 2 ? "" : words.get(1);
  }

  /** Whether it shows a terminal. */
  public boolean isConsole() {
    return language().equals("console");
  }

  /** Whether it shows a terminal that no test can have. */
  public boolean isNotRun() {
    return isConsole() && name().equals("not-run");
  }

  /** Whether it is a file of the page's own folder. */
  public boolean isFile() {
    return !isConsole() && !name().isEmpty() && !name().contains("/");
  }

  /** Whether it is made of lines of a file of this tree. */
  public boolean isExcerpt() {
    return !isConsole() && name().contains("/");
  }

  /** The whole text. */
  public String text() {
    return String.join("\n", lines) + "\n";
  }

  /** Where it stands. */
  @Override
  public String toString() {
    return page + ":" + line;
  }
}
