package org.alfheim.internal.process.map;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.alfheim.elf.SharedObject;
import org.alfheim.fixture.Compiler;
import org.alfheim.fixture.Elf;
import org.alfheim.fixture.Loaded;
import org.alfheim.internal.carrier.Identity;
import org.alfheim.internal.carrier.Provider;
import org.alfheim.internal.carrier.ProviderScope;
import org.alfheim.internal.plan.Plan;
import org.alfheim.internal.plan.PlanText;
import org.alfheim.internal.plan.Planner;
import org.alfheim.internal.plan.Plans;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images whose definitions come before another's, which is bound to them. */
class ProviderScopeTest {
  /** Each image has all of it, with a number of its own. */
  private static final String SOURCE =
      """
      int number(void) { return N; }
      int first = N;
      __thread int local __attribute__((tls_model("initial-exec"))) = N;
      static int hidden_number(void) { return N; }
      int of_number(void) { return number(); }
      int of_first(void) { return first; }
      int of_local(void) { return local; }
      int set_local(int value) { return local = value; }
      int of_hidden(void) { return hidden_number(); }
      int own##N(void) { return N; }
      """;

  @TempDir private Path folder;

  private Path image(int number) {
    String source = SOURCE.replace("##N", String.valueOf(number)).replace("N", "" + number);
    return new Compiler(folder).c("lib" + number + ".so", source);
  }

  /** An image in place that nobody else knows. */
  private record Placed(MappedImage mapped, Plan plan) implements Loaded {
    static Placed of(Path file, List<Placed> before) {
      try {
        byte[] bytes = Files.readAllBytes(file);
        SealedImage sealed =
            SealedImage.of(file.getFileName().toString(), MemorySegment.ofArray(bytes));
        SharedObject image = SharedObject.parse(file.toString(), sealed.bytes());
        Plan plan = new Planner(Map.of()).behind(providers(before)).plan(image, identity(file));
        ImageMapper.Mapped mapped =
            (ImageMapper.Mapped) ImageMapper.map(plan, sealed, Optional.empty());
        mapped.initializer().run();
        return new Placed(mapped.image(), plan);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static Identity identity(Path file) {
      return Identity.memory(file.getFileName() + "#1");
    }

    private static List<Provider> providers(List<Placed> before) {
      return before.stream()
          .map(placed -> placed.mapped.provider(placed.plan.image().name()))
          .toList();
    }

    @Override
    public MemorySegment address(String symbol) {
      SharedObject image = plan.image();
      long value = image.symbols().value(image.find(symbol).orElseThrow());
      return MemorySegment.ofAddress(mapped.bias().value() + value);
    }
  }

  @Test
  void definitionsOfTheFirstTakeThePlaceOfAllOthers() {
    Placed one = Placed.of(image(1), List.of());
    Placed two = Placed.of(image(2), List.of(one));
    Placed user = userOf(List.of(one, two));

    assertThat(two.plan().scope()).extracting(ProviderScope.Member::definitions).containsExactly(8);
    assertThat(user.call("use_number")).isEqualTo(1);
    assertThat(user.call("use_first")).isEqualTo(1);
    assertThat(user.call("use_own")).isEqualTo(2);
    assertThat(one.call("of_number")).isEqualTo(1);
  }

  /** It refers to what an image defines, and defines some of that itself. */
  private Placed userOf(List<Placed> before) {
    Path file =
        new Compiler(folder)
            .c(
                "user.so",
                """
                int number(void) { return 99; }
                int first = 99;
                __thread int local __attribute__((tls_model("initial-exec"))) = 99;
                extern int own2(void);
                static int kept(void) { return 99; }
                int use_number(void) { return number(); }
                int use_first(void) { return first; }
                int use_local(void) { return local; }
                int use_own(void) { return own2(); }
                int use_kept(void) { return kept(); }
                """);
    return Placed.of(file, before);
  }

  @Test
  void aThreadLocalVariableIsThatOfTheFirst() {
    Placed one = Placed.of(image(1), List.of());
    Placed two = Placed.of(image(2), List.of(one));
    Placed user = userOf(List.of(one, two));

    assertThat(user.call("use_local")).isEqualTo(1);
    assertThat(one.call("set_local", 7)).isEqualTo(7);
    assertThat(user.call("use_local")).isEqualTo(7);
    assertThat(two.call("own2")).isEqualTo(2);
    assertThat(user.call("use_kept")).isEqualTo(99);
  }

  @Test
  void aScopeHasAnyNumberOfImages() {
    List<Placed> before = new ArrayList<>();
    for (int i = 1; i <= 20; i++) {
      before.add(Placed.of(image(i), before));
    }
    Placed user = userOf(before);

    assertThat(user.call("use_number")).isEqualTo(1);
    assertThat(before).extracting(placed -> placed.plan().scope().size()).endsWith(18, 19);
  }

  /** What readelf says of the file that ld.so gets. */
  @Test
  void theCarrierNeedsItsScopeFirstAndLeavesTheNamesUndefined() {
    Path before = image(1);
    Path file = image(2);
    Provider provider = new Provider("lib1.so", "/proc/self/fd/./7", Plans.image(before));
    Plan plan =
        new Planner(Map.of())
            .behind(List.of(provider))
            .plan(Plans.image(file), Identity.file(file.toString()));
    Elf carrier = Elf.of(Plans.write(plan.carrier(), folder.resolve("carrier")));

    assertThat(carrier.readelf("-d").lines().filter(line -> line.contains("(NEEDED)")))
        .first()
        .asString()
        .contains("[/proc/self/fd/./7]");
    String symbols = carrier.readelf("-D", "-s");
    assertThat(symbols).containsPattern("TLS +GLOBAL +DEFAULT +UND local\n");
    assertThat(symbols).containsPattern("FUNC +GLOBAL +DEFAULT +UND number\n");
    assertThat(symbols).containsPattern("FUNC +GLOBAL +DEFAULT +[0-9]+ own2\n");
  }

  @Test
  void thePlanSaysWhatComesFirst() {
    Provider provider = new Provider("lib1.so", "/proc/self/fd/./7", Plans.image(image(1)));
    Plan plan =
        new Planner(Map.of())
            .behind(List.of(provider))
            .plan(Plans.image(image(2)), Identity.memory("lib2.so#1"));

    assertThat(PlanText.of(plan, _ -> Optional.empty()))
        .contains(
            "  scope     lib1.so comes first, 8 definitions of the image's own are left to it");
  }
}
