package org.alfheim.console.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuardScopeTest {
  @ParameterizedTest
  @CsvSource({
    "/system/console, true",
    "/system/console/, true",
    "/system/console/bundles, true",
    "/system/consoles, false",
    "/system, false",
    "/, false"
  })
  void inAFrameworkOfOthersTheConsoleAloneIsGuarded(String path, boolean guarded) {
    assertThat(GuardScope.of(null, null).covers(Asked.get(path).request())).isEqualTo(guarded);
    assertThat(GuardScope.of(null, "all").covers(Asked.get(path).request())).isTrue();
  }

  @Test
  void theConsoleMayBeElsewhere() {
    GuardScope scope = GuardScope.of("/admin", null);
    assertThat(scope.covers(Asked.get("/admin/bundles").request())).isTrue();
    assertThat(scope.covers(Asked.get("/system/console").request())).isFalse();
  }

  /** Felix's page of configurations takes a GET for a POST. */
  @Test
  void aGetThatIsMeantAsAPostHasAnEffect() {
    GuardScope scope = GuardScope.of(null, "all");
    Asked get = Asked.get("/system/console/configMgr/x").with(Map.of("post", List.of("true")));
    assertThat(scope.isEffectByGet(get.request())).isTrue();
    assertThat(scope.isEffectByGet(get.with(Map.of()).request())).isFalse();
  }

  @Test
  void aProbeOnlyAsks() {
    GuardScope scope = GuardScope.of(null, "all");
    assertThat(scope.isHealth(Asked.get("/system/health.txt").request())).isTrue();
    assertThat(scope.isHealth(Asked.of("POST", "/system/health").request())).isFalse();
    assertThat(scope.isHealth(Asked.get("/system/console").request())).isFalse();
  }

  @Test
  void ourPageIsNotFelixs() {
    GuardScope scope = GuardScope.of(null, "all");
    assertThat(scope.isOfFelix(Asked.get("/system/console/bundles").request())).isTrue();
    assertThat(scope.isOfFelix(Asked.get("/system/console/alfheims").request())).isTrue();
    assertThat(scope.isOfFelix(Asked.get("/system/console/alfheim").request())).isFalse();
    assertThat(scope.isOfFelix(Asked.get("/system/console/alfheim/symbols").request())).isFalse();
    assertThat(scope.isOfFelix(Asked.get("/elsewhere").request())).isFalse();
  }
}
