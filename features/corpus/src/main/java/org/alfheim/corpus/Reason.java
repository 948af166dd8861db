package org.alfheim.corpus;

/** Why two words may differ and the images are still the same. */
public enum Reason {
  /**
   * ld.so adds the load bias to the addresses in the dynamic section of every object that it loads.
   * Alfheim's image is not one of those, its carrier is; a file's value plus the load bias on the
   * one side and the file's value on the other prove it.
   */
  DYNAMIC_SECTION("addresses in the dynamic section"),

  /**
   * A TLS descriptor reaches its variable in the static way in one process and in the dynamic way
   * in the other, as there was room; that both stand for one variable proves it.
   */
  TLS_DESCRIPTOR("TLS descriptors of the other kind for the same variable");

  private final String text;

  Reason(String text) {
    this.text = text;
  }

  /** The words that it explains. */
  public String text() {
    return text;
  }
}
