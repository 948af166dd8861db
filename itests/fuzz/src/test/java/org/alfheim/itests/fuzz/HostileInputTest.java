package org.alfheim.itests.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.alfheim.elf.ElfException;
import org.alfheim.elf.SharedObject;
import org.alfheim.internal.carrier.Carrier;
import org.alfheim.internal.carrier.Identity;
import org.alfheim.internal.plan.Plan;
import org.alfheim.internal.plan.Planner;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The short form: some hundred thousand inputs, or as many as ten seconds allow. */
@Timeout(120)
class HostileInputTest {
  private static final long INPUTS = 200_000;
  private static final long NANOS = 10_000_000_000L;
  private static final long JAZZER_SECONDS = 6;

  @TempDir static Path folder;

  private static Map<String, byte[]> seeds;

  @BeforeAll
  static void compile() {
    seeds = Seeds.compile(folder);
  }

  @Test
  void soundFilesComeThrough() {
    Set<Trial.Outcome> outcomes = new HashSet<>();
    seeds.forEach((name, bytes) -> {
      Trial.Outcome outcome = Trial.run(MemorySegment.ofArray(bytes));
      assertThat(outcome)
          .as(name)
          .isEqualTo(
              name.equals("object") || name.equals("archive")
                  ? Trial.Outcome.REFUSED
                  : Trial.Outcome.PLANNED);
      outcomes.add(outcome);
    });
    assertThat(outcomes).containsExactlyInAnyOrder(Trial.Outcome.REFUSED, Trial.Outcome.PLANNED);
  }

  @Test
  void brokenFieldsGiveAValueOrATypedError() throws IOException {
    List<String> said = new ArrayList<>();
    GeneratedRun run = new GeneratedRun(seeds, folder.resolve("found"), said::add);
    run.run(INPUTS, NANOS, 20250101);

    assertThat(run.found()).as(String.join("\n", said)).isZero();
    // Few enough for a machine that has much else to do.
    assertThat(run.inputs()).isGreaterThan(2_000);
    assertThat(run.outcomes().values()).allMatch(count -> count > run.inputs() / 200);
  }

  @Test
  void whatFollowsCoverageFindsNothing() throws IOException, InterruptedException {
    List<String> said = new ArrayList<>();
    JazzerRun run = new JazzerRun();
    boolean clean = run.run(seeds, folder.resolve("jazzer"), INPUTS, JAZZER_SECONDS, said::add);

    assertThat(clean).as(String.join("\n", said)).isTrue();
    assertThat(run.inputs()).isGreaterThan(seeds.size());
  }

  @Test
  void theSameSeedGivesTheSameInputs() {
    FieldGenerator first = new FieldGenerator(seeds.get("bare"), 7);
    FieldGenerator second = new FieldGenerator(seeds.get("bare"), 7);
    for (int i = 0; i < 1_000; i++) {
      assertThat(first.next().mismatch(second.next())).isEqualTo(-1);
    }
  }

  @Test
  void aCarrierThatIsReadBeyondItsEndIsFound() throws ElfException {
    SharedObject image = SharedObject.parse("bare", MemorySegment.ofArray(seeds.get("bare")));
    Plan plan = new Planner(Map.of()).plan(image, Identity.file("/lib/bare.so"));
    byte[] carrier = new byte[(int) plan.carrier().size()];
    plan.carrier().writeTo(MemorySegment.ofArray(carrier), Carrier.Tasks.NONE);
    CarrierRules.check(carrier);

    int dynamicOffset = 64 + 2 * 56 + 8;
    carrier[dynamicOffset + 1] ^= 0x40;

    assertThatThrownBy(() -> CarrierRules.check(carrier)).isInstanceOf(Finding.class);
  }
}
