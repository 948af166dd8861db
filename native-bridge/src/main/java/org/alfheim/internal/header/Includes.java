package org.alfheim.internal.header;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lines that include headers.
 *
 * @param lines the lines, in the order in which the headers were given
 */
record Includes(List<String> lines) {
  /** The file that has the lines. */
  static final String FILE = "headers.c";

  private static final Pattern MISSING =
      Pattern.compile("fatal error: '?(.+?)'?(?:: No such file or directory| file not found)");

  /**
   * The lines for some headers.
   *
   * @throws HeaderTypesException if a name can't stand in a line
   */
  static Includes of(List<String> headers) {
    if (headers.isEmpty()) {
      throw new HeaderTypesException("no header is named; name one, such as zlib.h");
    }
    List<String> lines = new ArrayList<>();
    for (String header : headers) {
      if (header.isBlank() || header.chars().anyMatch(c -> c < ' ' || c == '"' || c == '>')) {
        throw new HeaderTypesException(
            "'" + header.replaceAll("\\p{Cntrl}", "?") + "' is no name of a header");
      }
      Path path = Path.of(header);
      lines.add(
          Files.isRegularFile(path)
              ? "#include \"" + path.toAbsolutePath() + "\""
              : "#include <" + header + ">");
    }
    return new Includes(List.copyOf(lines));
  }

  /**
   * What the preprocessor makes of the headers.
   *
   * @throws HeaderTypesException if one is missing, or has an error
   */
  PreprocessedText preprocess(CCompiler compiler, WorkFolder work) throws IOException {
    Files.write(work.file(FILE), lines);
    CCompiler.Run run = compiler.run(List.of("-fsyntax-only", FILE));
    if (run.failed()) {
      Matcher missing = MISSING.matcher(run.said());
      if (missing.find()) {
        throw new HeaderTypesException(
            "no file "
                + missing.group(1)
                + "; install the library's development files,"
                + " or name the folder that has it: --include FOLDER, in a build include=FOLDER");
      }
      throw new HeaderTypesException(
          "the header does not compile by itself: "
              + CCompiler.told(Diagnostics.of(run.said(), "").elsewhere().orElse(run.said()))
              + "; include what it needs before it");
    }
    run = compiler.run(List.of("-E", "-dD", FILE, "-o", "headers.i"));
    if (run.failed()) {
      throw new HeaderTypesException(compiler.name() + " -E: " + CCompiler.told(run.said()));
    }
    return PreprocessedText.of(
        new String(Files.readAllBytes(work.file("headers.i")), StandardCharsets.ISO_8859_1));
  }
}
