package org.alfheim.itests.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.alfheim.itests.console.Wire.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How often a password can be guessed at. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class WrongPasswordTest {
  private static final String LINE = "GET /system/console/bundles HTTP/1.1";

  private static Answer ask(Console console, String... fields) throws Exception {
    return Wire.ask(
        console,
        LINE,
        Stream.concat(Stream.of("Host: 127.0.0.1"), Stream.of(fields)).toArray(String[]::new));
  }

  @Test
  void whoGuessesIsSlowedDownAndABrowserThatHasKnownThePasswordIsNot() throws Exception {
    try (Console console = Console.start("--console")) {
      String cookie =
          ask(console, console.authorization())
              .field("Set-Cookie")
              .orElseThrow()
              .replaceFirst(";.*", "");
      // All at once: what is looked at is counted when it is looked at.
      List<Integer> answers =
          IntStream.range(0, 60)
              .parallel()
              .mapToObj(i -> {
                try {
                  return ask(console, console.authorization("guess " + i)).status();
                } catch (Exception e) {
                  throw new AssertionError(e);
                }
              })
              .toList();
      assertThat(answers).containsOnly(401, 429);
      // Ten, and one for every two seconds that this has taken.
      assertThat(answers.stream().filter(status -> status == 401).count()).isBetween(10L, 30L);

      Answer guess = ask(console, console.authorization("one more guess"));
      assertThat(guess.status()).isEqualTo(429);
      assertThat(guess.field("Retry-After"))
          .hasValueSatisfying(seconds -> assertThat(Integer.parseInt(seconds)).isBetween(1, 60));
      assertThat(ask(console, console.authorization(), "Cookie: " + cookie).status())
          .isEqualTo(200);
      // Without a password there is nothing to look at.
      assertThat(ask(console).status()).isEqualTo(401);
    }
  }

  @Test
  void aPasswordIsTheSameInUtf8() throws Exception {
    String password = "Gr\u00fc\u00dfe, Welt";
    try (Console console =
        Console.start(Map.of("ALFHEIM_CONSOLE_PASSWORD", password), password, "--console")) {
      assertThat(ask(console, console.authorization()).status()).isEqualTo(200);
    }
  }
}
