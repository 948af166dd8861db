package org.alfheim.policy;

import java.util.List;
import org.alfheim.plugin.admission.Admission;
import org.alfheim.plugin.admission.Candidate;

/**
 * Nothing may be opened, since nobody knows what may.
 *
 * @param reason why
 */
record Closed(String reason) implements Admission {
  @Override
  public boolean restricts() {
    return true;
  }

  @Override
  public List<String> objections(Candidate candidate) {
    return List.of(reason);
  }

  @Override
  public boolean admitsSymbol(String symbol) {
    return false;
  }
}
