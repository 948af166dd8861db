package org.alfheim.itests.framework.contract;

/** The function of {@code length.c}. */
public interface Length {
  /** The length of a string. */
  int length(String text);
}
