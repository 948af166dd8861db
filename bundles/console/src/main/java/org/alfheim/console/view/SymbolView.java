package org.alfheim.console.view;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.alfheim.bind.OutValue;
import org.alfheim.bind.SymbolKind;
import org.alfheim.console.model.AddressText;
import org.alfheim.console.model.Answer;
import org.alfheim.console.model.ShownImage;
import org.alfheim.console.model.TypeText;
import org.alfheim.console.model.Use;
import org.alfheim.console.view.Html.Verbatim;
import org.alfheim.names.DemangledName;
import org.alfheim.plugin.Symbol;
import org.alfheim.types.GoType;

/**
 * One symbol, and a form to use it by: a function is called, a variable read and written.
 *
 * @param image the image that exports it
 * @param symbol the symbol
 * @param answer what came of the form when it was sent, where it was
 */
public record SymbolView(ShownImage image, Symbol symbol, Optional<Answer> answer) implements View {
  private static final String ARGUMENTS_OF_C =
      "An argument is 42, -1, 0x2a, 'a', 3.14, a text, NULL, @out:100 for a buffer of 100 elements or"
          + " &5 for a cell; both are shown after the call. A prototype that is not the function's own"
          + " can end the process. What the function prints goes to the process's standard output.";

  private static final String ARGUMENTS_OF_GO =
      "An argument is 42, true, 3.14, a text, [1, 2], {X: 1, Y: 2}, map[a: 1] or nil, as Go's type"
          + " has it. A panic is shown; one in another goroutine ends the process. What the"
          + " function prints goes to the process's standard output.";

  private static final Pattern C_NAME = Pattern.compile("[A-Za-z_][A-Za-z_0-9]*");

  @Override
  public String name() {
    return "symbol";
  }

  @Override
  public void write(Html html, Links links) {
    html.element("h2", symbol.name());
    Map<String, String> facts = new LinkedHashMap<>();
    DemangledName.of(symbol.name()).ifPresent(text -> facts.put("Demangled", text));
    facts.put("Kind", symbol.kind().label());
    symbol
        .type()
        .ifPresent(known -> {
          facts.put("Type", TypeText.of(symbol, known));
          facts.put("Type known from", known.origin());
        });
    symbol.version().ifPresent(version -> facts.put("Version", version));
    if (symbol.size() > 0) {
      facts.put("Size", String.format("%,d bytes", symbol.size()));
    }
    facts.put("Address", AddressText.of(symbol));
    facts.put("Bundle", image.bundle().orElse("none"));
    Tables.facts(html, facts);
    if (image.isServed()) {
      answer.ifPresent(given -> answer(html, given));
      switch (symbol.kind()) {
        case FUNCTION -> call(html, links);
        case VARIABLE, TLS -> variable(html, links);
      }
    } else {
      html.element(
          "p", "No active bundle serves its plugin, so it can't be used here.", "class", "note");
    }
    html.open("p", "class", "more")
        .element("a", "All of " + image.name(), "href", links.image(image))
        .close();
  }

  /** One of Go's has its type with it, and nobody has to declare it. */
  private boolean isOfGo() {
    return symbol.type().isPresent() && symbol.type().get().type() instanceof GoType;
  }

  private void call(Html html, Links links) {
    form(html, links);
    if (isOfGo()) {
      hidden(html, "declaration", symbol.name());
    } else {
      declaration(
          html,
          "Prototype, as its header has it",
          symbol.type().isPresent() ? symbol.name() : "",
          "type " + symbol.name() + "(type, …)");
    }
    html.open("label")
        .text("Arguments, one on each line")
        .open("textarea", "name", "arguments", "rows", 4, "spellcheck", "false");
    if (answer.map(Answer::use).orElse(null) instanceof Use.Call call) {
      // A browser takes the first end of a line away.
      html.text(new Verbatim("\n" + String.join("\n", call.arguments())));
    }
    html.close(2);
    button(html, "call", "Call");
    html.close();
    html.element("p", isOfGo() ? ARGUMENTS_OF_GO : ARGUMENTS_OF_C, "class", "note");
  }

  /** Read first: what is read shows whether the declaration is right. */
  private void variable(Html html, Links links) {
    form(html, links);
    if (isOfGo()) {
      hidden(html, "declaration", symbol.name());
    } else {
      declaration(html, "Declaration, as its header has it", guess(), "type " + symbol.name());
    }
    button(html, "read", "Read");
    html.close();
    answer.ifPresent(given -> {
      switch (given.use()) {
        case Use.Write(String declaration, String value) when given.outcome().isEmpty() ->
            write(html, links, declaration, value);
        case Use use ->
            given
                .outcome()
                .flatMap(Use.Outcome::value)
                .ifPresent(value -> write(html, links, use.declaration(), value));
      }
    });
    if (symbol.kind() == SymbolKind.TLS) {
      html.element(
          "p",
          "Each thread has its own copy: here it is that of a thread of the web server.",
          "class",
          "note");
    }
  }

  private void write(Html html, Links links, String declaration, String value) {
    form(html, links);
    hidden(html, "declaration", declaration);
    html.open("label").text(declaration + " =");
    html.open("input", "name", "value", "value", new Verbatim(value), "autocomplete", "off");
    html.close();
    button(html, "write", "Write");
    html.close();
  }

  /** Begins a form. */
  private void form(Html html, Links links) {
    html.open("form", "method", "post", "action", links.view(name()), "class", "use");
    hidden(html, "location", image.location());
    hidden(html, "name", symbol.name());
  }

  private static void hidden(Html html, String name, String value) {
    html.open("input", "type", "hidden", "name", name, "value", new Verbatim(value));
  }

  private void declaration(Html html, String label, String otherwise, String example) {
    html.open("label").text(label);
    html.open(
        "input",
        "name",
        "declaration",
        "value",
        new Verbatim(answer.map(Answer::use).map(Use::declaration).orElse(otherwise)),
        "placeholder",
        example,
        "required",
        "",
        "autocomplete",
        "off",
        "spellcheck",
        "false");
    html.close();
  }

  private static void button(Html html, String use, String label) {
    html.element("button", label, "type", "submit", "name", "use", "value", use);
  }

  /** A declaration of the symbol's size. To read by a wrong one of the right size does no harm. */
  private String guess() {
    if (symbol.type().isPresent()) {
      return symbol.name();
    }
    if (!C_NAME.matcher(symbol.name()).matches()) {
      return "";
    }
    return switch ((int) Math.min(symbol.size(), Integer.MAX_VALUE)) {
      case 0 -> "";
      case 1 -> "char " + symbol.name();
      case 2 -> "short " + symbol.name();
      case 4 -> "int " + symbol.name();
      case 8 -> "long " + symbol.name();
      default -> "unsigned char " + symbol.name() + "[]";
    };
  }

  private static void answer(Html html, Answer answer) {
    boolean refused = answer.outcome().isEmpty();
    html.open("section", "class", refused ? "failure" : "answer", "role", "status");
    if (refused) {
      html.element("h3", "Refused").element("p", answer.refusal(), "class", "reason");
    } else {
      Use.Outcome outcome = answer.outcome().get();
      html.element("h3", heading(answer.use()));
      outcome
          .value()
          .ifPresentOrElse(
              value -> html.element("pre", value, "class", "value"),
              () -> html.element("p", "The function has returned; it gives no value."));
      outs(html, outcome.outs());
    }
    html.close();
  }

  private static String heading(Use use) {
    return switch (use) {
      case Use.Call _ -> "Result";
      case Use.Read _ -> "Value";
      case Use.Write _ -> "New value";
    };
  }

  private static void outs(Html html, List<OutValue> outs) {
    if (outs.isEmpty()) {
      return;
    }
    Map<String, String> facts = new LinkedHashMap<>();
    for (OutValue out : outs) {
      String name = out.name().isEmpty() ? "" : " (" + out.name() + ")";
      facts.put("Argument " + out.position() + name, out.text());
    }
    Tables.facts(html, facts);
  }
}
