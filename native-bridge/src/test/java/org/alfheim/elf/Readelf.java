package org.alfheim.elf;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What readelf says about a file.
 *
 * @param path the file
 */
record Readelf(Path path) {
  private static final String HEX = "(0x[0-9a-f]+)";

  private static final Pattern SEGMENT =
      Pattern.compile(
          "  (\\S+) +"
              + HEX
              + " "
              + HEX
              + " "
              + HEX
              + " "
              + HEX
              + " "
              + HEX
              + " (.{3}) (0x[0-9a-f]+|0) *");
  private static final Pattern DYNAMIC = Pattern.compile(" 0x([0-9a-f]{16}) \\(([^)]*)\\) +(.*)");
  private static final Pattern SYMBOL =
      Pattern.compile(
          " *(\\d+): ([0-9a-f]{16}) +(\\S+) (\\S+) +(\\S+) +(\\S+) +(?:\\[.*\\] +)?(\\S+) ?(.*)");
  private static final Pattern RELOCATION =
      Pattern.compile("([0-9a-f]{16})  ([0-9a-f]{16}) (\\S+) +(.*)");
  private static final Pattern RELR_ADDRESS = Pattern.compile("([0-9a-f]{16})");
  private static final Pattern NEED_FILE =
      Pattern.compile("  (?:0x)?[0-9a-f]+: Version: 1  File: (\\S+)  Cnt: (\\d+)");
  private static final Pattern NEED =
      Pattern.compile("  0x[0-9a-f]+:   Name: (\\S+)  Flags: (.*?)  Version: (\\d+)");
  private static final Pattern DEFINITION =
      Pattern.compile(
          "  (?:0x)?[0-9a-f]+: Rev: 1  Flags: (.*?)  Index: (\\d+)  Cnt: (\\d+)  Name: (\\S+)");
  private static final Pattern PARENT = Pattern.compile("  0x[0-9a-f]+: Parent \\d+: (\\S+)");

  record Segment(
      String type,
      long offset,
      long vaddr,
      long fileSize,
      long memorySize,
      String flags,
      long align) {}

  record Dynamic(long tag, String name, String value) {}

  record Symbol(
      int index,
      long value,
      long size,
      String type,
      String binding,
      String visibility,
      String section,
      String name) {}

  record Relocation(long offset, long info, String type, String target) {}

  record Need(String file, List<String> versions) {}

  record Definition(String name, int index, String flags, List<String> parents) {}

  private List<Matcher> lines(Pattern pattern, String... options) {
    List<Matcher> found = new ArrayList<>();
    for (String line : output(options).lines().toList()) {
      Matcher matcher = pattern.matcher(line);
      if (matcher.matches()) {
        found.add(matcher);
      }
    }
    return found;
  }

  String output(String... options) {
    List<String> command = new ArrayList<>(List.of("readelf", "-W"));
    command.addAll(List.of(options));
    command.add(path.toString());
    return Tool.run(command);
  }

  List<Segment> segments() {
    return lines(SEGMENT, "-l").stream()
        .map(m ->
            new Segment(
                m.group(1),
                Long.decode(m.group(2)),
                Long.decode(m.group(3)),
                Long.decode(m.group(5)),
                Long.decode(m.group(6)),
                m.group(7),
                Long.decode(m.group(8))))
        .toList();
  }

  List<Dynamic> dynamic() {
    return lines(DYNAMIC, "-d").stream()
        .map(m -> new Dynamic(Long.parseUnsignedLong(m.group(1), 16), m.group(2), m.group(3)))
        .toList();
  }

  List<Symbol> symbols() {
    return lines(SYMBOL, "--dyn-syms").stream()
        .map(m ->
            new Symbol(
                Integer.parseInt(m.group(1)),
                Long.parseUnsignedLong(m.group(2), 16),
                Long.decode(m.group(3)),
                m.group(4),
                m.group(5),
                m.group(6),
                m.group(7),
                m.group(8)))
        .toList();
  }

  /** Those with addends, in the order of the sections that hold them. */
  List<Relocation> relocations() {
    return lines(RELOCATION, "-r").stream()
        .map(m ->
            new Relocation(
                Long.parseUnsignedLong(m.group(1), 16),
                Long.parseUnsignedLong(m.group(2), 16),
                m.group(3),
                m.group(4).strip()))
        .toList();
  }

  /** The addresses of the packed relative relocations. */
  List<Long> relr() {
    return lines(RELR_ADDRESS, "-r").stream()
        .map(m -> Long.parseUnsignedLong(m.group(1), 16))
        .toList();
  }

  List<Need> needs() {
    List<Need> needs = new ArrayList<>();
    for (String line : output("-V").lines().toList()) {
      Matcher file = NEED_FILE.matcher(line);
      Matcher version = NEED.matcher(line);
      if (file.matches()) {
        needs.add(new Need(file.group(1), new ArrayList<>()));
      } else if (version.matches()) {
        needs
            .getLast()
            .versions()
            .add(
                version.group(1)
                    + " "
                    + version.group(2).contains("WEAK")
                    + " "
                    + version.group(3));
      }
    }
    return needs;
  }

  List<Definition> definitions() {
    List<Definition> definitions = new ArrayList<>();
    for (String line : output("-V").lines().toList()) {
      Matcher definition = DEFINITION.matcher(line);
      Matcher parent = PARENT.matcher(line);
      if (definition.matches()) {
        definitions.add(
            new Definition(
                definition.group(4),
                Integer.parseInt(definition.group(2)),
                definition.group(1).strip(),
                new ArrayList<>()));
      } else if (parent.matches()) {
        definitions.getLast().parents().add(parent.group(1));
      }
    }
    return definitions;
  }
}
