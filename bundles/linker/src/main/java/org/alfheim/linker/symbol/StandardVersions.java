package org.alfheim.linker.symbol;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.alfheim.linker.object.ByteRange;
import org.alfheim.linker.object.LinkException;

/** What references without a version, and those with it, mean of what has a standard version. */
final class StandardVersions {
  private final Map<ByteRange, SymbolCandidate> answers = new HashMap<>();

  /**
   * Adds a definition {@code f@@V}.
   *
   * @param references what objects ask for; the definition takes over what they say of it
   */
  void add(SymbolCandidate standard, Map<ByteRange, SymbolCandidate> references) {
    for (ByteRange spelling : List.of(standard.name().key(), standard.name().exact())) {
      SymbolCandidate other = answers.putIfAbsent(spelling, standard);
      if (other != null && other != standard) {
        throw new LinkException(
            spelling.toString(), "two versions are the standard one of this name", "");
      }
      SymbolCandidate reference = references.get(spelling);
      if (reference != null && reference != standard && !reference.defined()) {
        standard.takeReferencesOf(reference);
      }
    }
  }

  /** The definition that a name means: its own, or the one of a standard version. */
  SymbolCandidate meant(SymbolCandidate candidate) {
    return candidate.defined() || answers.isEmpty()
        ? candidate
        : answers.getOrDefault(candidate.name().exact(), candidate);
  }
}
