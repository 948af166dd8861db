package com.example.counter;

import java.util.Map;
import org.alfheim.bind.Global;
import org.alfheim.bind.Name;

/** Counts words. The methods are the functions and variables of the Go plugin. */
public interface Counter {
  /** How often each word is in a text; Go's {@code error} is an exception. */
  @Name("Words")
  Map<String, Long> words(String text);

  /** The most words that a text may have. */
  @Global
  @Name("Limit")
  long limit();

  /** Changes it. */
  @Global
  @Name("Limit")
  void limit(long most);
}
