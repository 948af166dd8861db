package org.alfheim.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class VerdictTest {
  private static final Trial OPENED =
      new Trial(new Outcome.Opened(), Optional.of(InMemory.there().snapshot()));
  private static final Trial UNSEEN = new Trial(new Outcome.Opened(), Optional.empty());
  private static final Trial HELD = new Trial(new Outcome.Held(), Optional.empty());
  private static final Trial REFUSED = new Trial(new Outcome.Refused("no"), Optional.empty());
  private static final Trial CRASHED =
      new Trial(new Outcome.Crashed("SIGSEGV", ""), OPENED.snapshot());
  private static final Trial FAILED = new Trial(new Outcome.Failed("bug"), Optional.empty());

  @Test
  void isReachedByBothOutcomes() {
    assertThat(Verdict.of(OPENED, OPENED)).isEqualTo(Verdict.SAME);
    assertThat(Verdict.of(OPENED, REFUSED)).isEqualTo(Verdict.ONLY_DLOPEN);
    assertThat(Verdict.of(OPENED, CRASHED)).isEqualTo(Verdict.ONLY_DLOPEN);
    assertThat(Verdict.of(REFUSED, OPENED)).isEqualTo(Verdict.ONLY_ALFHEIM);
    assertThat(Verdict.of(REFUSED, CRASHED)).isEqualTo(Verdict.NEITHER);
    assertThat(Verdict.of(HELD, HELD)).isEqualTo(Verdict.HELD);
  }

  @Test
  void isWithheldWhereSomethingWasNotSeen() {
    assertThat(Verdict.of(UNSEEN, OPENED)).isEqualTo(Verdict.UNPROVED);
    assertThat(Verdict.of(OPENED, UNSEEN)).isEqualTo(Verdict.UNPROVED);
    assertThat(Verdict.of(FAILED, REFUSED)).isEqualTo(Verdict.UNPROVED);
    assertThat(Verdict.of(REFUSED, FAILED)).isEqualTo(Verdict.UNPROVED);
    assertThat(Verdict.of(HELD, OPENED)).isEqualTo(Verdict.UNPROVED);
    assertThat(Verdict.of(REFUSED, HELD)).isEqualTo(Verdict.UNPROVED);
  }
}
