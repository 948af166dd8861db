package org.alfheim.console.view;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import org.alfheim.console.model.Causes;
import org.alfheim.console.model.ShownImage;
import org.alfheim.registry.PluginInventory.Failure;

/**
 * The plugin bundles that did not start, and why.
 *
 * @param failures the failures
 */
public record FailuresView(List<Failure> failures) implements View {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.MEDIUM)
          .withLocale(Locale.UK)
          .withZone(ZoneId.systemDefault());

  @Override
  public String name() {
    return "failures";
  }

  @Override
  public void write(Html html, Links links) {
    if (failures.isEmpty()) {
      html.element("p", "No plugin bundle has failed to start.", "class", "nothing");
    }
    for (Failure failure : failures) {
      html.open("article", "class", "failure");
      html.element("h3", ShownImage.describe(failure.holder()));
      html.element("time", TIME.format(failure.time()), "datetime", failure.time());
      html.element("p", failure.message(), "class", "reason");
      html.open("ol", "class", "causes", "aria-label", "Causes, the outermost first");
      for (Throwable cause : Causes.of(failure.cause())) {
        html.open("li").element("code", cause.getClass().getSimpleName());
        if (cause.getMessage() != null && !cause.getMessage().equals(failure.message())) {
          html.text(" ").element("span", cause.getMessage());
        }
        html.close();
      }
      html.close();
      html.open("details").element("summary", "Stack trace");
      html.element("pre", trace(failure.cause()).replace("\t", "  "), "tabindex", 0);
      html.close(2);
    }
  }

  private static String trace(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text, true));
    return text.toString();
  }
}
