package org.alfheim.console.view;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import org.alfheim.text.Visible;

/**
 * A piece of HTML, written from its beginning to its end. Every text and every value of an
 * attribute is escaped here, and nowhere else; but for what is {@link Verbatim}, it is made {@link
 * Visible}, too.
 *
 * <p>A dollar sign is escaped, too: the Web Console replaces <code>${…}</code> in what its pages
 * write.
 */
public final class Html {
  private static final Set<String> VOID = Set.of("br", "hr", "img", "input", "link", "meta");

  /**
   * What a person has typed, to be typed on in a field of a form: to make it visible would change
   * it.
   *
   * @param text the text
   */
  record Verbatim(String text) {}

  private final StringBuilder out = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  /**
   * Begins an element.
   *
   * @param name its name
   * @param attributes names and values in turn; an attribute whose value is null is left out
   */
  public Html open(String name, Object... attributes) {
    out.append('<').append(name);
    for (int i = 0; i < attributes.length; i += 2) {
      if (attributes[i + 1] != null) {
        out.append(' ').append(attributes[i]).append("=\"");
        escape(attributes[i + 1]);
        out.append('"');
      }
    }
    out.append('>');
    if (!VOID.contains(name)) {
      open.push(name);
    }
    return this;
  }

  /** Ends the element that was begun last. */
  public Html close() {
    out.append("</").append(open.pop()).append('>');
    return this;
  }

  /** Ends this many elements. */
  public Html close(int count) {
    for (int i = 0; i < count; i++) {
      close();
    }
    return this;
  }

  /** Writes text. */
  public Html text(Object text) {
    escape(text);
    return this;
  }

  /** Writes an element that holds text alone. */
  public Html element(String name, Object text, Object... attributes) {
    return open(name, attributes).text(text).close();
  }

  private void escape(Object value) {
    String text = value instanceof Verbatim(String typed) ? typed : Visible.of(value.toString());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        case '$' -> out.append("&#36;");
        default -> out.append(c);
      }
    }
  }

  @Override
  public String toString() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("not closed: " + open);
    }
    return out.toString();
  }
}
