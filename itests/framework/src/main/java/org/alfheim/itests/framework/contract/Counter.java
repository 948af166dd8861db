package org.alfheim.itests.framework.contract;

/** The functions of {@code counter.c}. */
public interface Counter {
  /** How often the image was initialised in this process. */
  int initialisations();

  /** How often this method was called on this copy of the image. */
  int call();
}
