package org.alfheim.internal.go;

import org.alfheim.types.GoType;

/**
 * What Go's {@code plugin.Lookup} finds.
 *
 * @param name its name, without that of a package
 * @param function whether it is a function; else a variable
 * @param type the type of the function, or of what the variable holds
 */
public record GoExport(String name, boolean function, GoType type) {
  /**
   * A name without the package that linkers and stack traces have before it: {@code F} of {@code
   * example.com/hello.F} and of {@code main.F}.
   */
  public static String unqualified(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /** The declaration as Go has it, such as {@code func Add(int64, int64) int64}. */
  public String declaration() {
    return symbolType().declare(name);
  }

  /** The type of what {@code plugin.Lookup} gives: of a variable it is the pointer to it. */
  public GoType symbolType() {
    return function ? type : new GoType.Pointer(type);
  }
}
