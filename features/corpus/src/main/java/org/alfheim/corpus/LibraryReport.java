package org.alfheim.corpus;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of one library.
 *
 * @param file the library, by its real path
 * @param verdict what both attempts come to
 * @param dlopen how dlopen's attempt ended
 * @param alfheim how Alfheim's attempt ended
 * @param relocated how many places that relocation writes were compared
 * @param bound how many places in libraries that were loaded with it, bound to a symbol, were
 *     compared
 * @param bytes how many bytes of writable memory were compared; pages that hold 0 do not count
 * @param explained how many words differ for a reason that was proved
 * @param differences what differs for no reason
 * @param link what came of the link before, if it is an object or an archive
 * @param milliseconds how long both attempts and the comparison took
 */
public record LibraryReport(
    String file,
    Verdict verdict,
    Outcome dlopen,
    Outcome alfheim,
    long relocated,
    long bound,
    long bytes,
    Map<Reason, Long> explained,
    List<Difference> differences,
    Optional<LinkFacts> link,
    long milliseconds) {

  /** Copies the collections. */
  public LibraryReport {
    explained = Map.copyOf(explained);
    differences = List.copyOf(differences);
  }

  /** One line for a person. */
  public String line() {
    String start = verdict.word() + " " + file + link.map(LinkFacts::text).orElse("");
    return switch (verdict) {
      case SAME -> start + " relocated=" + relocated + " bytes=" + bytes + " bound=" + bound;
      case DIFFER -> start + ": " + difference();
      case ONLY_DLOPEN -> start + ": " + alfheim.text();
      case ONLY_ALFHEIM -> start + ": " + dlopen.text();
      case NEITHER, UNPROVED ->
          start + ": dlopen: " + dlopen.text() + "; alfheim: " + alfheim.text();
      case HELD -> start;
      case REFUSED, ONLY_LD, LEFT_OUT -> start + ": " + alfheim.text();
    };
  }

  private String difference() {
    return differences.isEmpty()
        ? link.map(LinkFacts::reason).orElse("")
        : amount() + ", first " + differences.getFirst();
  }

  private String amount() {
    StringBuilder text = new StringBuilder();
    for (Difference.Kind kind : Difference.Kind.values()) {
      long count = differences.stream().filter(difference -> difference.kind() == kind).count();
      if (count > 0) {
        text.append(text.isEmpty() ? "" : ", ").append(kind.count(count));
      }
    }
    return text.toString();
  }
}
