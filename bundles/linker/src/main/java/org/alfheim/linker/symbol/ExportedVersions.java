package org.alfheim.linker.symbol;

import java.util.Optional;
import java.util.Set;
import org.alfheim.linker.object.LinkException;
import org.alfheim.linker.script.VersionScript;

/** What a version script says of the names that objects define. */
final class ExportedVersions {
  private final Optional<VersionScript> script;
  private final Set<String> versioned;

  /**
   * What a script says.
   *
   * @param script the script; empty where there is none
   * @param versioned the names {@code f@V} that objects define themselves ({@code .symver})
   */
  ExportedVersions(Optional<VersionScript> script, Set<String> versioned) {
    this.script = script;
    this.versioned = versioned;
  }

  /** A symbol as the script has it. */
  LinkSymbol applied(LinkSymbol symbol) {
    if (script.isEmpty() || !symbol.exported()) {
      return symbol;
    }
    String version = symbol.version();
    if (version != null) {
      refuseUnknown(symbol, version);
      return symbol;
    }
    Optional<VersionScript.Choice> choice = script.get().choice(symbol.name());
    if (choice.isEmpty()) {
      return symbol;
    }
    Optional<String> chosen = choice.get().version();
    boolean twice = chosen.isPresent() && versioned.contains(symbol.name() + "@" + chosen.get());
    if (choice.get().local() || twice) {
      return symbol.hidden();
    }
    return chosen.map(symbol::inVersion).orElse(symbol);
  }

  private void refuseUnknown(LinkSymbol symbol, String version) {
    if (!script.get().defines(version)) {
      throw new LinkException(
          symbol.object(),
          symbol.shown() + " is in a version that the version script does not define",
          "add the version " + version + " to the script");
    }
  }
}
