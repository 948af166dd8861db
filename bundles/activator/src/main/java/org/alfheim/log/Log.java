package org.alfheim.log;

/** Where lines for a person are written. */
public interface Log {
  /**
   * Something is not as it is wanted.
   *
   * @param line one line
   */
  void error(String line);

  /**
   * Something may not be as it is wanted.
   *
   * @param line one line
   */
  void warn(String line);

  /**
   * What was told as an error is over: whoever has read the one is to read the other.
   *
   * @param line one line
   */
  void over(String line);

  /**
   * What is good to know.
   *
   * @param line one line
   */
  void info(String line);
}
