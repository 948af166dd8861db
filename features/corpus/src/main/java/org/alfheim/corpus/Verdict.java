package org.alfheim.corpus;

import java.util.Locale;

/** What both attempts to open a library come to. */
public enum Verdict {
  /** Opened by both, and nothing differs but what was explained. */
  SAME,
  /** Opened by both, and something differs. */
  DIFFER,
  /** Opened by dlopen only. */
  ONLY_DLOPEN,
  /** Opened by Alfheim only. */
  ONLY_ALFHEIM,
  /** Opened by neither. */
  NEITHER,
  /** In the process before anyone asked, so that nothing was opened. */
  HELD,
  /** Objects that can't be linked into an image, as the linker says. */
  REFUSED,
  /** Objects that the system's linker links, and Alfheim's does not. */
  ONLY_LD,
  /** Not tried, for a reason that is known before. */
  LEFT_OUT,
  /** Something went wrong that says nothing about the library: nothing is known of it. */
  UNPROVED;

  /** The word that a line of the report begins with. */
  public String word() {
    return this == DIFFER ? name() : name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Verdict of(Trial dlopen, Trial alfheim) {
    if (dlopen.outcome() instanceof Outcome.Failed || alfheim.outcome() instanceof Outcome.Failed) {
      return UNPROVED;
    }
    boolean there = dlopen.outcome() instanceof Outcome.Opened;
    boolean here = alfheim.outcome() instanceof Outcome.Opened;
    boolean heldThere = dlopen.outcome() instanceof Outcome.Held;
    boolean heldHere = alfheim.outcome() instanceof Outcome.Held;
    if (heldThere || heldHere) {
      return heldThere && heldHere ? HELD : UNPROVED;
    }
    if (there && here) {
      return dlopen.snapshot().isPresent() && alfheim.snapshot().isPresent() ? SAME : UNPROVED;
    }
    if (there) {
      return ONLY_DLOPEN;
    }
    return here ? ONLY_ALFHEIM : NEITHER;
  }
}
