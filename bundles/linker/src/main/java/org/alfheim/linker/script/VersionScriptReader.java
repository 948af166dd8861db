package org.alfheim.linker.script;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Reads a version script (GNU ld's manual, "VERSION Command"). */
final class VersionScriptReader {
  private final ScriptTokens tokens;
  private final Map<String, VersionNode> nodes = new LinkedHashMap<>();

  private VersionScriptReader(ScriptTokens tokens) {
    this.tokens = tokens;
  }

  static List<VersionNode> read(String file, String text) {
    VersionScriptReader reader = new VersionScriptReader(new ScriptTokens(file, text, "{};:"));
    while (!reader.tokens.atEnd()) {
      reader.node();
    }
    if (reader.nodes.isEmpty()) {
      throw reader.tokens.bad(1, "the version script has no version");
    }
    return List.copyOf(reader.nodes.values());
  }

  private void node() {
    ScriptTokens.Token first = tokens.peek();
    String name = first.is("{") ? "" : name(tokens.take());
    if (nodes.containsKey(name) || nodes.containsKey("") || (name.isEmpty() && !nodes.isEmpty())) {
      throw tokens.bad(
          first.line(),
          nodes.containsKey(name) && !name.isEmpty()
              ? "the version " + name + " is defined twice"
              : "a version without a name stands alone");
    }
    tokens.expect("{");
    List<VersionNode.Entry> globals = new ArrayList<>();
    List<VersionNode.Entry> locals = new ArrayList<>();
    List<VersionNode.Entry> current = globals;
    while (!tokens.takes("}")) {
      ScriptTokens.Token word = tokens.take();
      if (isLabel(word)) {
        current = word.is("local") ? locals : globals;
      } else if (word.is("extern")) {
        block(current::add);
      } else {
        current.add(entry(word, false));
        endOfEntry();
      }
    }
    nodes.put(name, new VersionNode(name, globals, locals, parents(name)));
  }

  private boolean isLabel(ScriptTokens.Token word) {
    return (word.is("global") || word.is("local")) && tokens.takes(":");
  }

  private List<String> parents(String name) {
    List<String> parents = new ArrayList<>();
    while (!tokens.takes(";")) {
      ScriptTokens.Token parent = tokens.take();
      if (!nodes.containsKey(parent.text())) {
        throw tokens.bad(
            parent.line(),
            name + " builds on " + parent.text() + ", which no version before it is");
      }
      parents.add(parent.text());
    }
    return parents;
  }

  /** The last entry of a block may stand without a semicolon. */
  private void endOfEntry() {
    if (!tokens.peek().is("}")) {
      tokens.expect(";");
    }
  }

  private void block(Consumer<VersionNode.Entry> to) {
    ScriptTokens.Token language = tokens.take();
    boolean cpp = language.text().equals("C++");
    if (!language.quoted() || !(cpp || language.text().equals("C"))) {
      throw tokens.bad(
          language.line(), "names of C and C++ are known, and not of " + language.text());
    }
    tokens.expect("{");
    while (!tokens.takes("}")) {
      to.accept(entry(tokens.take(), cpp));
      endOfEntry();
    }
    endOfEntry();
  }

  private VersionNode.Entry entry(ScriptTokens.Token word, boolean cpp) {
    String name = name(word);
    boolean exact = word.quoted() || !SymbolPattern.isPattern(name);
    return new VersionNode.Entry(name, cpp, exact);
  }

  private String name(ScriptTokens.Token word) {
    if (!word.quoted() && word.text().length() == 1 && "{};:".contains(word.text())) {
      throw tokens.bad(word.line(), "a name was expected, and not \"" + word.text() + "\"");
    }
    return word.text();
  }
}
