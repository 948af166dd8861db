package org.alfheim.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.alfheim.plugin.admission.Admission;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RememberedPolicyTest {
  @TempDir private Path folder;
  private RememberedPolicy memory;

  @BeforeEach
  void begin() {
    memory = new RememberedPolicy(folder.resolve("policy"));
  }

  private Admission recalled() {
    return new RememberedPolicy(folder.resolve("policy")).admission(_ -> false);
  }

  @Test
  void nothingIsRememberedAtFirst() {
    assertThat(recalled().restricts()).isFalse();
  }

  @Test
  void rulesAreRememberedWhateverIsInThem() throws Exception {
    Rules rules =
        Rules.of(
            Map.of(
                Rule.IMPORTS_DENY, List.of("system", "exec*", "a,b=c"),
                Rule.ORIGINS, List.of("/opt/ä b", "https://x/*")));
    memory.keep(Optional.empty(), rules);

    assertThat(recalled()).hasToString(rules.toString());
    assertThat(recalled().admitsSymbol("execve")).isFalse();
    assertThat(recalled().admitsSymbol("puts")).isTrue();
  }

  @Test
  void thatNothingMayBeOpenedIsRemembered() throws Exception {
    memory.keep(Optional.empty(), new Closed("it is not valid"));

    assertThat(recalled().admitsSymbol("puts")).isFalse();
  }

  @Test
  void whatAFileSaysItselfIsNotRemembered() throws Exception {
    memory.keep(
        Optional.of("file:/drop/x.cfg"), Rules.of(Map.of(Rule.IMPORTS_DENY, List.of("system"))));

    assertThat(memory.admission("file:/drop/x.cfg"::equals).restricts()).isFalse();
    assertThat(memory.admission("file:/drop/y.cfg"::equals).restricts()).isTrue();
  }

  @Test
  void whatIsForgottenAsksForNothing() throws Exception {
    memory.keep(Optional.empty(), new Closed("it is not valid"));
    memory.forget();

    assertThat(recalled().restricts()).isFalse();
  }

  @Test
  void aMemoryThatIsDamagedKeepsEverythingShut() throws Exception {
    Files.writeString(folder.resolve("policy"), "digests.0=12ab");
    assertThat(recalled().admitsSymbol("puts")).isFalse();

    Files.delete(folder.resolve("policy"));
    Files.createDirectory(folder.resolve("policy"));
    assertThat(recalled().admitsSymbol("puts")).isFalse();
  }
}
