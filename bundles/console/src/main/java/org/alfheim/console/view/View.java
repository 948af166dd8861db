package org.alfheim.console.view;

/** One of the things that the page shows. */
public interface View {

  /** The name in the path: {@code memory}; empty for the first one. */
  String name();

  /** Writes it. */
  void write(Html html, Links links);
}
