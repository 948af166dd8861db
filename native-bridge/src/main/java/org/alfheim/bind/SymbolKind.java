package org.alfheim.bind;

/** What an exported symbol stands for (gABI, "Symbol Table": the type in {@code st_info}). */
public enum SymbolKind {
  /** Code that can be called: {@code STT_FUNC} and, once resolved, {@code STT_GNU_IFUNC}. */
  FUNCTION,
  /**
   * Memory with one place in the process: {@code STT_OBJECT}, {@code STT_COMMON} and {@code
   * STT_NOTYPE}.
   */
  VARIABLE,
  /** Memory with one place in each thread: {@code STT_TLS}. */
  TLS;

  /**
   * The name under which service properties, shell and command show the kind.
   *
   * @return {@code function}, {@code variable} or {@code tls}
   */
  public String label() {
    return switch (this) {
      case FUNCTION -> "function";
      case VARIABLE -> "variable";
      case TLS -> "tls";
    };
  }
}
