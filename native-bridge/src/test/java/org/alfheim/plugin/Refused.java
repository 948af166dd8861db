package org.alfheim.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import org.alfheim.fixture.Traces;
import org.alfheim.loader.Loader;

/** What every refusal has in common, whatever its reason. */
public final class Refused {
  private Refused() {}

  /**
   * Opens a file that is to be refused: with one line that begins with the file, twice in the same
   * way, and without a trace in the process.
   */
  static PluginException of(Path file) {
    /* The first of a process leaves what the loader needs for all of them. */
    PluginException refusal = catchThrowableOfType(PluginException.class, () -> Loader.open(file));
    assertThat(refusal).as("the refusal of %s", file).isNotNull();
    Traces before = Traces.now();
    int opened = Loader.opened().size();
    PluginException second = catchThrowableOfType(PluginException.class, () -> Loader.open(file));
    assertThat(Traces.since(before)).isEqualTo(Traces.NONE);
    assertThat(Loader.opened()).hasSize(opened);
    assertThat(refusal.file()).isEqualTo(file.toString());
    assertThat(refusal.getMessage()).startsWith(file + ": ").doesNotContain("\n");
    assertThat(second).hasSameClassAs(refusal).hasMessage(refusal.getMessage());
    return refusal;
  }
}
