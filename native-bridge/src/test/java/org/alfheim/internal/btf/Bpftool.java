package org.alfheim.internal.btf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.alfheim.fixture.Compiler;

/** What bpftool says of BTF: another reader of the format. */
final class Bpftool {
  private static final Pattern TYPE = Pattern.compile("\\[(\\d+)] (\\w+) '(.*?)' ?(.*)");
  private static final Pattern REFERENCE = Pattern.compile("type_id=(\\d+)");

  /** What compilers write, and what C calls it (C17 6.7.2p2). */
  private static final Map<String, String> SPELLINGS =
      Map.of(
          "short int", "short",
          "short unsigned int", "unsigned short",
          "long int", "long",
          "long unsigned int", "unsigned long",
          "long long int", "long long",
          "long long unsigned int", "unsigned long long",
          "__int128 unsigned", "unsigned __int128",
          "complex double", "_Complex double");

  private final Map<Integer, String[]> types = new HashMap<>();

  /** The types of a file, an image or BTF alone. */
  Bpftool(Path file) {
    String output =
        Compiler.run(List.of("/usr/sbin/bpftool", "btf", "dump", "file", file.toString()));
    List<String> whole = new ArrayList<>();
    for (String line : output.lines().toList()) {
      if (line.startsWith("\t")) {
        whole.set(whole.size() - 1, whole.getLast() + "\n" + line.strip());
      } else {
        whole.add(line);
      }
    }
    for (String text : whole) {
      Matcher matcher = Pattern.compile(TYPE.pattern(), Pattern.DOTALL).matcher(text);
      if (matcher.matches()) {
        types.put(
            Integer.valueOf(matcher.group(1)),
            new String[] {matcher.group(2), matcher.group(3), matcher.group(4)});
      }
    }
  }

  /** All types of BTF as declarations of C, as bpftool writes them, without what is for BPF. */
  static String header(Path file) {
    return Compiler.run(
            List.of("/usr/sbin/bpftool", "btf", "dump", "file", file.toString(), "format", "c"))
        .replaceAll("(?m)^#pragma.*$", "");
  }

  static Path write(Path file, byte[] bytes) {
    try {
      return Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many types of a kind there are, by their names; those without one are left out. */
  Map<String, Integer> count(String kind) {
    Map<String, Integer> count = new TreeMap<>();
    types.values().stream()
        .filter(type -> type[0].equals(kind) && !type[1].equals("(anon)"))
        .forEach(type -> count.merge(type[1], 1, Integer::sum));
    return count;
  }

  /** How many types there are. */
  int size() {
    return types.size();
  }

  /** The text of what is attached to a symbol of a name. */
  List<String> tags(String symbol) {
    return types.values().stream()
        .filter(type -> type[0].equals("DECL_TAG"))
        .filter(type -> types.get(reference(type[2]))[1].equals(symbol))
        .map(type -> type[1])
        .toList();
  }

  /** The types of symbols, written out up to the names of structures and typedefs. */
  Map<String, String> symbols() {
    Map<String, String> symbols = new TreeMap<>();
    for (String[] type : types.values()) {
      if ((type[0].equals("FUNC") || type[0].equals("VAR")) && !type[1].equals("(anon)")) {
        // Of a variable the model has no const.
        boolean variable = type[0].equals("VAR");
        String text = text(reference(type[2]));
        symbols.put(
            type[1],
            variable
                ? text.replaceAll("^CONST .*?(?=[A-Z])", "")
                    .replaceAll("^(ARRAY \\d+ )CONST .*?(?=[A-Z])", "$1")
                : text);
      }
    }
    return symbols;
  }

  private static int reference(String text) {
    Matcher matcher = REFERENCE.matcher(text);
    if (!matcher.find()) {
      throw new AssertionError(text);
    }
    return Integer.parseInt(matcher.group(1));
  }

  private String text(int id) {
    if (id == 0) {
      return "void";
    }
    String[] type = types.get(id);
    return switch (type[0]) {
      case "PTR", "CONST", "TYPE_TAG" -> type[0] + " " + type[1] + " " + text(reference(type[2]));
      // The model has neither.
      case "VOLATILE", "RESTRICT" -> text(reference(type[2]));
      case "ARRAY" ->
          "ARRAY " + type[2].replaceAll(".*nr_elems=", "") + " " + text(reference(type[2]));
      case "FUNC_PROTO" -> prototype(type[2]);
      case "INT", "FLOAT" -> type[0] + " " + SPELLINGS.getOrDefault(type[1], type[1]);
      default -> type[0] + " " + type[1] + (type[1].equals("(anon)") ? type[2] : "");
    };
  }

  private String prototype(String text) {
    StringBuilder prototype = new StringBuilder("FUNC(");
    for (String line : text.lines().skip(1).toList()) {
      prototype.append(line, 0, line.indexOf(" type_id=")).append(' ');
      prototype.append(text(reference(line))).append(", ");
    }
    Matcher result = Pattern.compile("ret_type_id=(\\d+)").matcher(text);
    if (!result.find()) {
      throw new AssertionError(text);
    }
    return prototype.append(") ").append(text(Integer.parseInt(result.group(1)))).toString();
  }
}
