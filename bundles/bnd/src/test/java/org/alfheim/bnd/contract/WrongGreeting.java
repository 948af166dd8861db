package org.alfheim.bnd.contract;

import org.alfheim.bind.Global;
import org.alfheim.go.GoObject;

/** Nothing of it is so in Go. */
public interface WrongGreeting {
  /** It is a number. */
  @Global
  GoObject V();

  /** It takes nothing. */
  int F(String text);

  /** There is none. */
  void G();
}
