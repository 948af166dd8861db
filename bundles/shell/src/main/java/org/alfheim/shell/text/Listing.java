package org.alfheim.shell.text;

import java.util.AbstractList;
import java.util.List;
import java.util.function.Function;

/**
 * A list that a script can go through and a person can read: {@code each (plugin:list) {...}} gets
 * the elements, the shell shows the table.
 *
 * @param <E> the elements
 */
public final class Listing<E> extends AbstractList<E> {
  private final List<E> elements;
  private final Function<List<E>, String> text;

  /** The elements, and what a person reads of them. */
  public Listing(List<E> elements, Function<List<E>, String> text) {
    this.elements = List.copyOf(elements);
    this.text = text;
  }

  @Override
  public E get(int index) {
    return elements.get(index);
  }

  @Override
  public int size() {
    return elements.size();
  }

  /** What the shell shows. */
  public String text() {
    return text.apply(elements);
  }
}
