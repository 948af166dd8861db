package org.alfheim.itests.framework.lender;

import org.alfheim.itests.framework.contract.Keeper;

/** Answers with the number of its bundle; for a negative value it needs a class more. */
record Answer(int bundle) implements Keeper.Asked {
  @Override
  public int on(int value) {
    return value < 0 ? Negative.of(value) : bundle + value;
  }
}
