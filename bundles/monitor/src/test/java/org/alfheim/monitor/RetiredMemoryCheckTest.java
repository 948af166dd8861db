package org.alfheim.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Optional;
import org.alfheim.registry.PluginInventory.Image;
import org.alfheim.registry.PluginInventory.State;
import org.apache.felix.hc.api.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetiredMemoryCheckTest {
  private static Image image(State state, long size) {
    return new Image(state, "x", "x", size, size / 10, Optional.empty(), Optional.empty());
  }

  private static Result check(Image... images) {
    return new RetiredMemoryCheck(new Inventory(List.of(images), List.of()), new Limits(100, 200))
        .execute();
  }

  @ParameterizedTest
  @CsvSource({"99, OK", "100, WARN", "199, WARN", "200, CRITICAL", "5000000000, CRITICAL"})
  void whatIsRetiredIsWeighedAgainstTheLimits(long bytes, Result.Status status) {
    assertThat(check(image(State.RETIRED, bytes)).getStatus()).isEqualTo(status);
  }

  @Test
  void imagesAreAddedUpAndThoseThatServeAreNot() {
    assertThat(check(image(State.RETIRED, 60), image(State.RETIRED, 60)).getStatus())
        .isEqualTo(Result.Status.WARN);
    assertThat(
            check(
                    image(State.ACTIVE, 1_000),
                    image(State.STOPPED, 1_000),
                    image(State.DIRECT, 1_000),
                    image(State.ELSEWHERE, 1_000))
                .getStatus())
        .isEqualTo(Result.Status.OK);
  }

  @Test
  void theResultSaysHowManyAndHowMuch() {
    assertThat(check(image(State.RETIRED, 60), image(State.RETIRED, 70)).toString())
        .contains(
            "2 retired images hold 130 bytes of address space, and 13 of memory",
            "a new process gives them back");
  }

  @SuppressWarnings("BadAnnotationImplementation")
  private record Limits(long warn_bytes, long critical_bytes) implements RetiredMemoryCheck.Limits {
    @Override
    public Class<? extends Annotation> annotationType() {
      return RetiredMemoryCheck.Limits.class;
    }
  }
}
