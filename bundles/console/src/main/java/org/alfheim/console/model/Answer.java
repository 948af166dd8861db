package org.alfheim.console.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alfheim.bind.BindingException;
import org.alfheim.bind.OutValue;
import org.alfheim.bind.declaration.DeclarationException;
import org.alfheim.console.model.Use.Outcome;
import org.alfheim.go.GoErrorException;
import org.alfheim.go.GoPanicException;
import org.alfheim.plugin.Symbol;

/**
 * What a person wanted of a symbol, and what came of it.
 *
 * @param symbol the symbol
 * @param use what was wanted
 * @param outcome what came of it; empty where it was refused, or failed in Go
 * @param refusal why it was refused, or how it failed; empty where it was not
 */
public record Answer(Symbol symbol, Use use, Optional<Outcome> outcome, String refusal) {
  /** How many characters of what came of it are kept, and shown: buffers may be large. */
  private static final int SHOWN = 20_000;

  /** Does what is wanted. */
  public static Answer to(Symbol symbol, Use use) {
    try {
      return new Answer(symbol, use, Optional.of(clipped(use.of(symbol))), "");
    } catch (BindingException | DeclarationException misfit) {
      return new Answer(symbol, use, Optional.empty(), misfit.getMessage());
    } catch (GoErrorException error) {
      return new Answer(symbol, use, Optional.empty(), words(symbol.name(), error));
    } catch (GoPanicException panic) {
      return new Answer(symbol, use, Optional.empty(), clipped(panic.getMessage(), SHOWN));
    }
  }

  /** An error that a function of Go gave, in words. */
  public static String words(String function, GoErrorException error) {
    return clipped(
        function + " gave an error, " + error.goType() + ": " + error.getMessage(), SHOWN);
  }

  private static Outcome clipped(Outcome outcome) {
    Optional<String> value = outcome.value().map(text -> clipped(text, SHOWN));
    int left = SHOWN - value.map(String::length).orElse(0);
    List<OutValue> outs = new ArrayList<>();
    for (OutValue out : outcome.outs()) {
      String text = clipped(out.text(), Math.max(left, 0));
      left -= text.length();
      outs.add(new OutValue(out.position(), out.name(), null, text));
    }
    return new Outcome(value, outs);
  }

  private static String clipped(String text, int length) {
    return text.length() <= length
        ? text
        : String.format(
            "%s… and %,d characters more", text.substring(0, length), text.length() - length);
  }
}
