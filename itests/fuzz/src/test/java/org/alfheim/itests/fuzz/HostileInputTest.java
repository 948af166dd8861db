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
import java.util.TreeMap;
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

/** The short form: some hundred thousand inputs, or as many as seconds allow. */
@Timeout(240)
class HostileInputTest {
  /** So many also on a machine that has much else to do. */
  private static final long LEAST = 2_000;

  private static final long INPUTS = 200_000;
  private static final long NANOS = 6_000_000_000L;
  private static final long JAZZER_SECONDS = 6;

  @TempDir static Path folder;

  /** Types take less: what is read of them is smaller. */
  private static final long TYPE_NANOS = 3_000_000_000L;

  private static final long OBJECT_NANOS = 4_000_000_000L;

  private static Target<Trial.Outcome> images;
  private static Target<TypeTrial.Outcome> types;
  private static Target<LinkTrial.Outcome> objects;

  @BeforeAll
  static void compile() {
    images = Target.images(folder);
    types = Target.types(folder);
    objects = Target.objects(folder);
  }

  @Test
  void soundFilesComeThrough() {
    Set<Trial.Outcome> outcomes = new HashSet<>();
    images
        .seeds()
        .forEach((name, bytes) -> {
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
  void soundTypesAreRead() {
    types
        .seeds()
        .forEach((name, bytes) ->
            assertThat(types.trial().apply(MemorySegment.ofArray(bytes)))
                .as(name)
                .isEqualTo(TypeTrial.Outcome.READ));
  }

  @Test
  void soundObjectsAreLinked() {
    objects
        .seeds()
        .forEach((name, bytes) ->
            assertThat(objects.trial().apply(MemorySegment.ofArray(bytes)))
                .as(name)
                .isEqualTo(LinkTrial.Outcome.LINKED));
  }

  @Test
  void brokenFieldsGiveAValueOrATypedError() throws IOException {
    nothingIsFound(images, NANOS);
  }

  @Test
  void brokenTypesAndNamesGiveAValueOrATypedError() throws IOException {
    nothingIsFound(types, TYPE_NANOS);
  }

  @Test
  void brokenObjectsGiveAnImageOrATypedError() throws IOException {
    nothingIsFound(objects, OBJECT_NANOS);
  }

  private static <O extends Enum<O>> void nothingIsFound(Target<O> target, long nanos)
      throws IOException {
    List<String> said = new ArrayList<>();
    GeneratedRun<O> run = new GeneratedRun<>(target, folder.resolve("found"), said::add);
    run.run(LEAST, INPUTS, nanos, 20250101);

    assertThat(run.found()).as(String.join("\n", said)).isZero();
    assertThat(run.inputs()).isGreaterThanOrEqualTo(LEAST);
    assertThat(run.outcomes().values()).allMatch(count -> count > run.inputs() / 200);
  }

  @Test
  void whatFollowsCoverageFindsNothing() throws IOException, InterruptedException {
    List<String> said = new ArrayList<>();
    JazzerRun run = new JazzerRun();
    Map<String, byte[]> seeds = new TreeMap<>(images.seeds());
    seeds.putAll(types.seeds());
    seeds.putAll(objects.seeds());
    boolean clean = run.run(seeds, folder.resolve("jazzer"), INPUTS, JAZZER_SECONDS, said::add);

    assertThat(clean).as(String.join("\n", said)).isTrue();
    assertThat(run.inputs()).isGreaterThan(seeds.size());
  }

  @Test
  void theSameSeedGivesTheSameInputs() {
    byte[] sound = images.seeds().get("bare");
    FieldGenerator first = new FieldGenerator(sound, Fields.of(sound), 7);
    FieldGenerator second = new FieldGenerator(sound, Fields.of(sound), 7);
    for (int i = 0; i < 1_000; i++) {
      assertThat(first.next().mismatch(second.next())).isEqualTo(-1);
    }
  }

  @Test
  void aCarrierThatIsReadBeyondItsEndIsFound() throws ElfException {
    SharedObject image =
        SharedObject.parse("bare", MemorySegment.ofArray(images.seeds().get("bare")));
    Plan plan = new Planner(Map.of()).plan(image, Identity.file("/lib/bare.so"));
    byte[] carrier = new byte[(int) plan.carrier().size()];
    plan.carrier().writeTo(MemorySegment.ofArray(carrier), Carrier.Tasks.NONE);
    CarrierRules.check(carrier);

    int dynamicOffset = 64 + 2 * 56 + 8;
    carrier[dynamicOffset + 1] ^= 0x40;

    assertThatThrownBy(() -> CarrierRules.check(carrier)).isInstanceOf(Finding.class);
  }
}
