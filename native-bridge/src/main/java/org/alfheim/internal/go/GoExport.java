package org.alfheim.internal.go;

/**
 * What Go's {@code plugin.Lookup} finds.
 *
 * @param name its name, without that of a package
 * @param function whether it is a function; else a variable
 * @param type the type of the function, or of what the variable holds
 */
public record GoExport(String name, boolean function, GoType type) {
  private static final String FUNC = "func";

  /** The declaration as Go has it, such as {@code func Add(int64, int64) int64}. */
  public String declaration() {
    String text = type.text();
    return function && text.startsWith(FUNC)
        ? FUNC + " " + name + text.substring(FUNC.length())
        : "var " + name + " " + text;
  }
}
