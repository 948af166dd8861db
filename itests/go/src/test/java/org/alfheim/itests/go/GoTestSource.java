package org.alfheim.itests.go;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.alfheim.itests.go.GoTestCase.Built;
import org.alfheim.itests.go.GoTestCase.Module;

/**
 * The tests that Go has of its package {@code plugin}, as a toolchain brings them: {@code
 * plugin_test.go}, which says how things are built, and the sources of these.
 *
 * @param folder where they lie
 * @param functions the text of each test function, by its name without {@code Test}
 */
record GoTestSource(Path folder, Map<String, String> functions) {
  /** Not run, and why. */
  static final Map<String, String> LEFT_OUT =
      Map.of(
          "DWARFSections", "it looks into files for what debuggers read; nothing is loaded",
          "BuildID", "it looks into a file for what the linker wrote; nothing is loaded",
          "Issue25756pie",
              "it builds the program of Issue25756 to lie anywhere, which each host does",
          "ForkExec", "a program that starts itself again; it opens no plugin",
          "TextSectionSplit", "it is for Macs on ARM alone, by Go's own words");

  private static final Pattern FUNCTION =
      Pattern.compile(
          "^func (?:Test(\\w+)|(testMain))\\(.*?^\\}", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern COMMAND =
      Pattern.compile("goCmd\\((?:t|nil), ((?:\"[^\"]*\"(?:, )?)+)\\)");
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"");
  private static final String PLUGIN = "-buildmode=plugin";
  private static final String OUTPUT = "-o";

  /** The case whose plugins and whose program are built before all others. */
  private static final String FIRST = "RunHost";

  /** Those of a toolchain. */
  static GoTestSource of(GoRelease go) {
    Path folder = go.root().resolve("src/cmd/cgo/internal/testplugin");
    if (!Files.isDirectory(folder)) {
      folder = go.root().resolve("misc/cgo/testplugin");
    }
    try {
      String text = Files.readString(folder.resolve("plugin_test.go"));
      Map<String, String> functions = new LinkedHashMap<>();
      Matcher function = FUNCTION.matcher(text);
      while (function.find()) {
        String name = function.group(1) == null ? function.group(2) : function.group(1);
        functions.put(name, function.group());
      }
      functions.remove("Main");
      return new GoTestSource(folder.toRealPath(), functions);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The names of all cases. */
  List<String> names() {
    return functions.keySet().stream().filter(name -> !name.equals("testMain")).toList();
  }

  /** All cases that are not left out. */
  List<GoTestCase> cases() {
    return names().stream().filter(name -> !LEFT_OUT.containsKey(name)).map(this::of).toList();
  }

  private GoTestCase of(String name) {
    String text = functions.get(name.equals(FIRST) ? "testMain" : name);
    List<Built> plugins = new ArrayList<>();
    Optional<Path> program = Optional.empty();
    for (List<String> words : commands(text)) {
      if (words.contains(PLUGIN)) {
        plugins.add(plugin(words));
      } else {
        program = Optional.of(source(words.getLast()));
      }
    }
    if (name.equals(FIRST)) {
      /* These two lines of it are put together of variables. */
      plugins.add(
          new Built("plugin-mismatch.so", Module.ALTERNATIVE, List.of("./plugin-mismatch")));
      plugins.add(new Built("plugin2-dup.so", Module.OWN, List.of("./plugin2")));
    }
    return new GoTestCase(name, List.copyOf(plugins), program);
  }

  /** A package is a folder or a file. */
  private Path source(String word) {
    Path path = folder.resolve("testdata").resolve(word).normalize();
    if (!Files.isDirectory(path)) {
      return path;
    }
    Path main = path.resolve("main.go");
    return Files.exists(main) ? main : path.resolve(path.getFileName() + ".go");
  }

  private static List<List<String>> commands(String text) {
    return COMMAND.matcher(text).results().map(GoTestSource::words).toList();
  }

  private static List<String> words(MatchResult command) {
    return WORD.matcher(command.group(1)).results().map(word -> word.group(1)).toList();
  }

  private static Built plugin(List<String> command) {
    List<String> words = new ArrayList<>(command.subList(1, command.size()));
    words.remove(PLUGIN);
    String last = words.getLast();
    String file = last.substring(last.lastIndexOf('/') + 1) + ".so";
    int output = words.indexOf(OUTPUT);
    if (output >= 0) {
      file = words.get(output + 1);
      words.subList(output, output + 2).clear();
    } else if (words.getFirst().startsWith(OUTPUT + "=")) {
      file = words.removeFirst().substring(OUTPUT.length() + 1);
    }
    return new Built(file, Module.OWN, List.copyOf(words));
  }
}
