package org.alfheim.console.view;

/**
 * A sentence in the place of what is not there.
 *
 * @param text the sentence
 */
public record MessageView(String text) implements View {
  @Override
  public String name() {
    return "message";
  }

  @Override
  public void write(Html html, Links links) {
    html.element("p", text, "class", "nothing");
  }
}
