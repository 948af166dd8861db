package org.alfheim.policy;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.alfheim.plugin.admission.Admission;
import org.alfheim.plugin.admission.Candidate;

/**
 * Several policies under one name: what one of them objects to is kept out, and said once.
 *
 * @param policies each of them
 */
record Joint(List<Admission> policies) implements Admission {
  /** Copies the list, without those that ask for nothing. */
  Joint {
    List<Admission> restricting = new ArrayList<>();
    for (Admission policy : policies) {
      if (policy.restricts()) {
        restricting.add(policy);
      }
    }
    policies = List.copyOf(restricting);
  }

  @Override
  public boolean restricts() {
    return !policies.isEmpty();
  }

  @Override
  public List<String> objections(Candidate candidate) {
    Set<String> objections = new LinkedHashSet<>();
    policies.forEach(policy -> objections.addAll(policy.objections(candidate)));
    return List.copyOf(objections);
  }

  @Override
  public boolean admitsSymbol(String symbol) {
    return policies.stream().allMatch(policy -> policy.admitsSymbol(symbol));
  }
}
