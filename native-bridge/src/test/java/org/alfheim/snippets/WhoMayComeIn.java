package org.alfheim.snippets;

import java.util.List;
import org.alfheim.loader.Loader;
import org.alfheim.plugin.admission.Admission;
import org.alfheim.plugin.admission.Candidate;

/** What the pages of packages show: a test runs it. */
final class WhoMayComeIn {
  private WhoMayComeIn() {}

  // @start region="admission"
  /** Keeps out what runs other programs. */
  static final class NoPrograms implements Admission {
    @Override
    public boolean restricts() {
      return true;
    }

    @Override
    public List<String> objections(Candidate candidate) {
      return candidate.imports().contains("system") ? List.of("it runs other programs") : List.of();
    }

    @Override
    public boolean admitsSymbol(String symbol) {
      return !symbol.equals("system");
    }
  }

  // @end

  static void install() {
    // @start region="admit"
    Loader.admit("no-programs", new NoPrograms());
    // @end
  }
}
