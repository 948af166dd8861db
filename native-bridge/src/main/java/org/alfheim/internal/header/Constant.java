package org.alfheim.internal.header;

import java.math.BigInteger;
import org.alfheim.types.FloatingType;
import org.alfheim.types.IntegerType;

/** What a macro without parameters, or an enumerator, stands for, as the compiler has it. */
public sealed interface Constant {
  /** The name. */
  String name();

  /**
   * An integer.
   *
   * @param name its name
   * @param type its type, promoted (C17 6.3.1.1)
   * @param value its value
   */
  record Whole(String name, IntegerType type, BigInteger value) implements Constant {}

  /**
   * A floating number.
   *
   * @param name its name
   * @param type its type
   * @param value its value
   */
  record Real(String name, FloatingType type, double value) implements Constant {}

  /**
   * A string literal.
   *
   * @param name its name
   * @param value its characters; a byte that is not UTF-8 as {@link org.alfheim.names.RawText} has
   *     it
   */
  record Text(String name, String value) implements Constant {}
}
