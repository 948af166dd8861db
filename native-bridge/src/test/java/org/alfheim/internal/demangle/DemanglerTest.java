package org.alfheim.internal.demangle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.alfheim.fixture.Compiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DemanglerTest {
  private static final int LONGEST = 1 << 16;

  @TempDir Path folder;

  static Stream<String> examples() {
    try (InputStream in = DemanglerTest.class.getResourceAsStream("names.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines().filter(line -> !line.startsWith("#")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void theSpecificationsExamplesAreWrittenAsBinutilsDoes(String line) {
    int space = line.indexOf(' ');
    assertThat(shown(line.substring(0, space))).isEqualTo(line.substring(space + 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"libstdc++.so.6", "libLLVM-14.so.1", "libicuuc.so"})
  void aLibrarysNamesAreWrittenAsBinutilsDoes(String library) throws IOException {
    Path file = Path.of(Compiler.run(List.of("g++", "-print-file-name=" + library)).strip());
    // Only the first is sure to be on every machine.
    if (library.equals("libstdc++.so.6") || Files.exists(file)) {
      assertSameAsBinutils(Compiler.run(List.of("nm", "-D", "-P", file.toString())), 1000);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-Csymbol-mangling-version=v0"})
  void rustsNamesAreWrittenAsBinutilsDoes(String option) throws IOException {
    Path source =
        Files.writeString(
            folder.resolve("rusty.rs"),
            """
            pub struct Ring<T, const N: usize> { items: [T; N] }
            impl<T: Copy + std::fmt::Debug, const N: usize> Ring<T, N> {
              #[inline(never)] pub fn map<F: Fn(T) -> T>(&self, f: F) -> Vec<T> {
                self.items.iter().map(|i| f(*i)).collect()
              }
            }
            #[inline(never)] pub fn all(n: &[u8], d: &dyn Fn(&str) -> i32) -> i32 { d("x") + n.len() as i32 }
            pub fn use_them() -> String {
              let r = Ring { items: [1u8, 2, 3] };
              let v = r.map(|x| x + 1);
              std::panic::catch_unwind(|| all(&[1], &|s| s.len() as i32)).ok();
              format!("{:?} {:?}", v, std::collections::BTreeMap::from([(1, "größe")]))
            }
            """);
    Path output = folder.resolve("librusty.so");
    List<String> command = new ArrayList<>(List.of("rustc", "--edition=2021"));
    if (!option.isEmpty()) {
      // Without it a compiler makes names of the scheme that is its own: the older one, for years.
      command.add(option);
    }
    command.addAll(List.of("--crate-type=dylib", "-o", output.toString(), source.toString()));
    Compiler.run(command);
    assertSameAsBinutils(Compiler.run(List.of("nm", "-P", output.toString())), 30);
  }

  private void assertSameAsBinutils(String listing, int fewest) throws IOException {
    List<String> names =
        listing
            .lines()
            .map(line -> line.split("[ @]", 2)[0])
            .filter(name -> name.startsWith("_Z") || name.startsWith("_R"))
            .distinct()
            .toList();
    assertThat(names).hasSizeGreaterThan(fewest);
    Path file = Files.write(folder.resolve("names"), names);
    List<String> expected =
        Compiler.run(List.of("sh", "-c", "c++filt -i < '" + file + "'")).lines().toList();
    assertThat(names.stream().map(DemanglerTest::shown)).containsExactlyElementsOf(expected);
  }

  private static String shown(String symbol) {
    return Demangler.demangle(symbol).map(DecodedName::text).orElse(symbol);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"main", "", "_", "_Z", "_R", "__Z1fv", "_ZZZZ", "malloc", "_zlib", "_Rfoo"})
  void whatIsNoEncodedNameIsNotDecoded(String name) {
    assertThat(Demangler.demangle(name)).isEmpty();
  }

  @Test
  void theNameProperOfAFunctionIsKnown() {
    DecodedName name = Demangler.demangle("_ZN2ns1fIiEEPFvT_EcS1_").orElseThrow();
    assertThat(name.text()).isEqualTo("void (*ns::f<int>(char, int))(int)");
    assertThat(name.name()).isEqualTo("ns::f<int>");
    name = Demangler.demangle("_ZZN2ns1fEvENKUlvE_clEv").orElseThrow();
    assertThat(name.name()).isEqualTo("ns::f()::{lambda()#1}::operator()");
  }

  static Stream<String> hostile() {
    StringBuilder doubling = new StringBuilder("_Z1f1AIiE");
    StringBuilder packs = new StringBuilder("_Z1fIJiiiiiiiiEEvDpT_");
    StringBuilder rust = new StringBuilder("_RINvC1a1bTmmE");
    for (int i = 0; i < 60; i++) {
      String previous =
          i == 0 ? "S_" : "S" + Integer.toString(i - 1, 36).toUpperCase(Locale.ROOT) + "_";
      doubling.append("1BI").append(previous).append(previous).append('E');
      packs.append("DpP").append("FvT_T_T_E");
      rust.append("TB").append(i == 0 ? "7" : "d").append("_Bd_E");
    }
    String many = "9".repeat(40);
    return Stream.of(
        doubling.toString(),
        packs.toString(),
        rust.append('E').toString(),
        "_Z1f" + "P".repeat(10_000) + "i",
        "_Z1f" + "K".repeat(10_000) + "i",
        "_Z1f" + "PK".repeat(8_000) + "i",
        "_Z1f" + "PFv".repeat(3_000) + "v" + "E".repeat(3_000),
        "_Z1f" + "A1_".repeat(3_000) + "i",
        "_Z" + "N1A".repeat(3_000) + "E".repeat(3_000) + "v",
        "_Z" + "Z1f".repeat(3_000) + "vE".repeat(3_000) + "1x",
        "_Z1fIX" + "ng".repeat(5_000) + "Li1EEEvv",
        "_Z1fIX" + "sr1AI".repeat(2_000) + "X",
        "_Z1fIX" + "sr1AIX".repeat(2_000) + "Li1E" + "E1xE".repeat(2_000),
        "_Z" + "N1AcvT_I".repeat(1_500),
        "_Z1fI" + "J".repeat(8_000) + "i",
        "_Z1fIT_EvT_T_",
        "_Z1fIXT_EEvT_",
        "_Z1fIRT_EvOT_",
        "_ZN1AcvT_IT_EEv",
        "_Z1fIJT_EEvDpT_",
        "_Z1f" + "U3fooI".repeat(2_000) + "i",
        "_Z" + many + "a",
        "_Z1fA" + many + "_i",
        "_Z1fT" + many + "_",
        "_Z1fS" + "Z".repeat(40) + "_",
        "_ZTC1A" + many + "_1B",
        "_Z1fvW",
        "_ZW".repeat(2_000),
        "_R" + "NvC1a1b".repeat(1_000),
        "_R" + "Nv".repeat(5_000) + "C1a1b",
        "_RINvC1a1b" + "R".repeat(8_000) + "hE",
        "_RINvC1a1bB_E",
        "_RB_",
        "_RNvC1au" + "99" + "z".repeat(99),
        "_RINvC1a1bFG" + "z".repeat(30) + "_EuE",
        "_RINvC1a1bKc" + "f".repeat(30) + "_E",
        "_ZN" + "1a".repeat(8_000) + "17h05af221e174051e9E",
        "_ZN" + many + "17h05af221e174051e9E",
        "_Z1f\u0000v",
        "_Z2\ud83d\ude00v");
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void aHostileNameIsDecodedOrLeftWithinBounds(String name) {
    assertBounded(name);
  }

  private static void assertBounded(String name) {
    String text =
        assertTimeoutPreemptively(
            Duration.ofSeconds(20), () -> shown(name), () -> "no end: " + name);
    assertThat(text.length()).isLessThanOrEqualTo(Math.max(LONGEST, name.length()));
  }

  @Test
  void noDamagedNameBreaksAnything() {
    List<String> names =
        new ArrayList<>(examples().map(line -> line.substring(0, line.indexOf(' '))).toList());
    hostile().filter(name -> name.length() < 2_000).forEach(names::add);
    Random random = new Random(13);
    assertTimeoutPreemptively(
        Duration.ofSeconds(100),
        () -> {
          for (int i = 0; i < 200_000; i++) {
            String name = damaged(names, random);
            String text = shown(name);
            if (text.length() > Math.max(LONGEST, name.length())) {
              throw new AssertionError(name);
            }
          }
        });
  }

  /**
   * Letters of the schemes exchanged, taken out or put in; or a name's end after another's start.
   */
  private static String damaged(List<String> names, Random random) {
    StringBuilder name = new StringBuilder(names.get(random.nextInt(names.size())));
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = name.length() <= 2 ? name.length() : 2 + random.nextInt(name.length() - 2);
      String other = names.get(random.nextInt(names.size()));
      int from = random.nextInt(other.length());
      switch (random.nextInt(4)) {
        case 0 -> name.insert(at, other.substring(from));
        case 1 -> name.insert(at, other.charAt(from));
        case 2 -> name.setLength(at);
        default -> {
          if (at < name.length()) {
            name.setCharAt(at, other.charAt(from));
          }
        }
      }
    }
    return name.toString();
  }
}
