package org.alfheim.corpus;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.alfheim.names.DemangledName;

/** The report that a JVM writes when a signal ends it: which, and where. */
final class CrashReport {
  private static final Pattern SIGNAL = Pattern.compile("#\\s+(SIG[A-Z]+) .*");
  private static final Pattern FRAME = Pattern.compile("#\\s+[A-Za-z]\\s+(.*)");

  private static final Pattern ENCODED = Pattern.compile("\\b_[ZR][\\w.$]+");

  private CrashReport() {}

  static Outcome read(Path report) throws IOException {
    List<String> lines = Files.readAllLines(report, StandardCharsets.ISO_8859_1);
    String signal = "fatal error";
    String place = "";
    for (int i = 0; i < lines.size(); i++) {
      Matcher matcher = SIGNAL.matcher(lines.get(i));
      if (matcher.matches()) {
        signal = matcher.group(1);
      } else if (lines.get(i).startsWith("# Problematic frame:") && i + 1 < lines.size()) {
        Matcher frame = FRAME.matcher(lines.get(i + 1));
        place = frame.matches() ? demangled(frame.group(1).strip()) : "";
        break;
      }
    }
    return new Outcome.Crashed(signal, place);
  }

  /** The JVM decodes what it knows of; of C++ only, and not all. */
  private static String demangled(String place) {
    return ENCODED
        .matcher(place)
        .replaceAll(
            name -> Matcher.quoteReplacement(DemangledName.of(name.group()).orElse(name.group())));
  }
}
