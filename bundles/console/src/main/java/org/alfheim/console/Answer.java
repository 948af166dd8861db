package org.alfheim.console;

import java.util.Optional;
import org.alfheim.bind.BindingException;
import org.alfheim.bind.OutValue;
import org.alfheim.console.Use.Outcome;
import org.alfheim.plugin.Symbol;

/**
 * What a person wanted of a symbol, and what came of it.
 *
 * @param symbol the symbol
 * @param use what was wanted
 * @param outcome what came of it; empty where it was refused
 * @param refusal why it was refused; empty where it was not
 */
record Answer(Symbol symbol, Use use, Optional<Outcome> outcome, String refusal) {
  /** How much of a text is kept, and shown: buffers may be large. */
  private static final int SHOWN = 20_000;

  /** Does what is wanted. */
  static Answer to(Symbol symbol, Use use) {
    try {
      return new Answer(symbol, use, Optional.of(clipped(use.of(symbol))), "");
    } catch (BindingException misfit) {
      return new Answer(symbol, use, Optional.empty(), misfit.getMessage());
    }
  }

  private static Outcome clipped(Outcome outcome) {
    return new Outcome(
        outcome.value().map(Answer::clipped),
        outcome.outs().stream()
            .map(out -> new OutValue(out.position(), out.name(), null, clipped(out.text())))
            .toList());
  }

  private static String clipped(String text) {
    return text.length() <= SHOWN
        ? text
        : String.format(
            "%s… and %,d characters more", text.substring(0, SHOWN), text.length() - SHOWN);
  }
}
