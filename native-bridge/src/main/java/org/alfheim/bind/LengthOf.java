package org.alfheim.bind;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An integer of a {@linkplain org.alfheim.bind contract} that tells C how long another parameter
 * is. Before each call it is held against that parameter: a value below 0 or above the true length
 * is an {@link ArgumentException}, and C is not called. C itself can't check it; it would read or
 * write memory of others.
 *
 * <p>The annotated parameter is an {@code int}, a {@code long} or a {@code short}; or an {@code
 * int[]} or a {@code long[]} that takes the length there and back, of which element 0 counts
 * ({@code uLongf *destLen}). Where such an array is null, the length is 0.
 *
 * <p>Where nobody says it, an array of bytes is checked nevertheless if C's own names for a known
 * function say which integer is its length: {@code source, sourceLen}, or {@code buf, len} where
 * the function takes no other bytes. What is below 0 for C passes there, and so does null.
 *
 * <p>The other parameter, and its length:
 *
 * <ul>
 *   <li>an array of a primitive type: its elements, or with {@link Unit#BYTES} its bytes;
 *   <li>a {@code String[]}: its strings; {@link Unit#BYTES} is refused;
 *   <li>a {@link java.nio.ByteBuffer}: the bytes between its position and its limit;
 *   <li>a {@link String}: the bytes that C sees, which are those of UTF-8 and the NUL behind them;
 *   <li>a {@link java.lang.foreign.MemorySegment}: its bytes. One that came from C without
 *       {@code @Bytes} has none;
 *   <li>null: 0.
 * </ul>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER})
public @interface LengthOf {
  /**
   * The name of the other parameter; of several, if it is the length of each: {@code {"x", "y"}}.
   * Names are in class files that are compiled with {@code -parameters}; in others the first
   * parameter is {@code arg0}.
   */
  String[] value();

  /** What C counts. */
  Unit unit() default Unit.ELEMENTS;

  /** What is counted. */
  enum Unit {
    /** The elements of a Java array; of a string, a buffer or a segment, the bytes. */
    ELEMENTS,
    /** Bytes. */
    BYTES
  }
}
