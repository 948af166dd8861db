package org.alfheim.internal.go.codec;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The types of Go that are numbers, truth values, strings and raw addresses, on amd64. */
public enum BasicKind {
  BOOL("bool", 1, false),
  INT("int", 8, true),
  INT8("int8", 1, true),
  INT16("int16", 2, true),
  INT32("int32", 4, true),
  INT64("int64", 8, true),
  UINT("uint", 8, false),
  UINT8("uint8", 1, false),
  UINT16("uint16", 2, false),
  UINT32("uint32", 4, false),
  UINT64("uint64", 8, false),
  UINTPTR("uintptr", 8, false),
  FLOAT32("float32", 4, true),
  FLOAT64("float64", 8, true),
  COMPLEX64("complex64", 8, true),
  COMPLEX128("complex128", 16, true),
  STRING("string", 16, false),
  POINTER("unsafe.Pointer", 8, false);

  private static final Map<String, BasicKind> BY_NAME =
      Arrays.stream(values()).collect(Collectors.toMap(kind -> kind.text, Function.identity()));

  private final String text;
  private final int bytes;
  private final boolean signed;

  BasicKind(String text, int bytes, boolean signed) {
    this.text = text;
    this.bytes = bytes;
    this.signed = signed;
  }

  /** The kind of that name; null if there is none. */
  public static BasicKind of(String text) {
    return BY_NAME.get(text);
  }

  public String text() {
    return text;
  }

  /** How many bytes it has in Go's own memory. */
  public int bytes() {
    return bytes;
  }

  /** Whether an integer is signed. */
  public boolean signed() {
    return signed;
  }
}
