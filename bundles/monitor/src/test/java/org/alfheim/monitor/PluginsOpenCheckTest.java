package org.alfheim.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.alfheim.registry.PluginInventory.Failure;
import org.alfheim.registry.PluginInventory.Holder;
import org.alfheim.registry.PluginInventory.Image;
import org.alfheim.registry.PluginInventory.State;
import org.apache.felix.hc.api.Result;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Version;

class PluginsOpenCheckTest {
  private static final Image ACTIVE =
      new Image(State.ACTIVE, "greet", "greet", 4096, 512, Optional.empty(), Optional.empty());
  private static final Image RETIRED =
      new Image(State.RETIRED, "greet", "greet", 4096, 512, Optional.empty(), Optional.empty());

  private static Result check(List<Image> images, Failure... failures) {
    return new PluginsOpenCheck(new Inventory(images, List.of(failures))).execute();
  }

  @Test
  void withoutAFailureItIsGoodAndSaysHowManyServe() {
    Result result = check(List.of(ACTIVE, RETIRED));
    assertThat(result.isOk()).isTrue();
    assertThat(result.toString()).contains("1 plugins");
  }

  @Test
  void aBundleThatDidNotStartIsCriticalAndNamedWithTheReason() {
    Result result =
        check(
            List.of(ACTIVE),
            new Failure(
                new Holder(42, "libbroken", new Version(1, 0, 0)),
                Instant.parse("2026-01-02T03:04:05Z"),
                "undefined symbol nowhere",
                new IllegalStateException()));
    assertThat(result.getStatus()).isEqualTo(Result.Status.CRITICAL);
    assertThat(result.toString())
        .contains("libbroken [42]", "2026-01-02T03:04:05Z", "undefined symbol nowhere");
  }
}
