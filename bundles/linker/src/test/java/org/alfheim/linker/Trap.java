package org.alfheim.linker;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A case in which linkers differ.
 *
 * @param name what it is about
 * @param ours this linker's answer
 * @param look how an image answers
 * @param options what other linkers get beside {@code -shared}
 * @param sources files to compile, their names in the first line of each
 */
record Trap(String name, String ours, Look look, List<String> options, List<String> sources) {

  /** Takes the answer out of an image. */
  interface Look {
    String at(Toolchain tools, Path image) throws Exception;
  }

  Trap(String name, String ours, Look look, String... sources) {
    this(name, ours, look, List.of("-nostartfiles"), Arrays.asList(sources));
  }

  /** The same with start files or other options for other linkers. */
  Trap with(String... others) {
    return new Trap(name, ours, look, Arrays.asList(others), sources);
  }

  /** Calls {@code long function(long)} in a process of its own. */
  static Look call(String function, long argument) {
    return (tools, image) -> {
      Toolchain.Said said =
          tools.attempt("./try", image.toString(), function, Long.toString(argument));
      return said.status() == 0 ? said.text().strip() : "crash";
    };
  }

  /** The first group of a pattern in what readelf says, without repetitions and in order. */
  static Look found(String option, String pattern) {
    return (tools, image) -> {
      Matcher matcher = Pattern.compile(pattern).matcher(tools.readelf(image, option));
      List<String> all = matcher.results().map(one -> one.group(1)).distinct().sorted().toList();
      return all.isEmpty() ? "none" : String.join(" ", all);
    };
  }

  /** How often each first group of a pattern is in what readelf says. */
  static Look counted(String option, String pattern) {
    return (tools, image) -> {
      TreeMap<String, Integer> counts = new TreeMap<>();
      Matcher matcher = Pattern.compile(pattern).matcher(tools.readelf(image, option));
      while (matcher.find()) {
        counts.merge(matcher.group(1), 1, Integer::sum);
      }
      List<String> all =
          counts.entrySet().stream().map(one -> one.getKey() + " " + one.getValue()).toList();
      return all.isEmpty() ? "none" : String.join(", ", all);
    };
  }

  /** The instructions of a function, without operands. */
  static Look instructions(String function) {
    return (tools, image) -> {
      Matcher matcher =
          Pattern.compile("(?m)^ [0-9a-f]+: ((?:addr32 )?[a-z]+)")
              .matcher(tools.code(image, function));
      return String.join(" ", matcher.results().map(one -> one.group(1)).toList());
    };
  }

  /** Names in the order of their addresses. */
  static Look order(String pattern) {
    return (tools, image) ->
        String.join(
            " ",
            tools
                .run("nm", "-n", image.toString())
                .lines()
                .map(line -> line.replaceFirst(".* ", ""))
                .filter(name -> name.matches(pattern))
                .toList());
  }
}
