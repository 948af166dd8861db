package org.alfheim.corpus;

import java.util.Collection;

/**
 * The figures of a run.
 *
 * @param libraries how many were tried
 * @param both how many both opened
 * @param differ how many of those differ
 * @param onlyDlopen how many only dlopen opened
 * @param onlyAlfheim how many only Alfheim opened
 * @param neither how many neither opened
 * @param held how many the process had already
 * @param refused how many are objects that can't be linked
 * @param onlyLd how many are objects that only the system's linker links
 * @param leftOut how many were not tried, since Alfheim can't open them yet
 * @param unproved of how many nothing is known
 */
public record Summary(
    int libraries,
    int both,
    int differ,
    int onlyDlopen,
    int onlyAlfheim,
    int neither,
    int held,
    int refused,
    int onlyLd,
    int leftOut,
    int unproved) {

  /**
   * Counts.
   *
   * @param reports one for each library
   * @return the figures
   */
  public static Summary of(Collection<LibraryReport> reports) {
    return new Summary(
        reports.size(),
        count(reports, Verdict.SAME) + count(reports, Verdict.DIFFER),
        count(reports, Verdict.DIFFER),
        count(reports, Verdict.ONLY_DLOPEN),
        count(reports, Verdict.ONLY_ALFHEIM),
        count(reports, Verdict.NEITHER),
        count(reports, Verdict.HELD),
        count(reports, Verdict.REFUSED),
        count(reports, Verdict.ONLY_LD),
        count(reports, Verdict.LEFT_OUT),
        count(reports, Verdict.UNPROVED));
  }

  private static int count(Collection<LibraryReport> reports, Verdict verdict) {
    int count = 0;
    for (LibraryReport report : reports) {
      count += report.verdict() == verdict ? 1 : 0;
    }
    return count;
  }

  /** Whether all that others link and open is linked and opened by Alfheim, and the same. */
  public boolean proved() {
    return differ == 0 && onlyDlopen == 0 && onlyLd == 0 && unproved == 0;
  }

  /** The line at the end of a run. */
  public String line() {
    return libraries
        + " libraries, "
        + both
        + " opened by both, "
        + differ
        + " differ, "
        + onlyDlopen
        + " only by dlopen, "
        + onlyAlfheim
        + " only by alfheim";
  }

  /** What became of the others. */
  public String rest() {
    return neither
        + " by neither, "
        + held
        + " held by the process"
        + (refused == 0 ? "" : ", " + refused + " not to be linked")
        + (onlyLd == 0 ? "" : ", " + onlyLd + " linked only by ld")
        + (leftOut == 0 ? "" : ", " + leftOut + " left out")
        + (unproved == 0 ? "" : ", " + unproved + " unproved");
  }
}
