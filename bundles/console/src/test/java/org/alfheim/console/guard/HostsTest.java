package org.alfheim.console.guard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The field {@code Host} (RFC 9110, 7.2) of a request that has come to 192.0.2.7. */
class HostsTest {
  private static final String LOCAL = "192.0.2.7";

  private final Hosts hosts =
      Hosts.of("console.example, 198.51.100.4,[2001:db8::1] Other.Example:8443");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "localhost:8080",
        "LocalHost.",
        "any.localhost",
        "127.0.0.1",
        "127.0.0.1:1",
        "127.8.7.6",
        "[::1]",
        "[::1]:8080",
        "[0:0:0:0:0:0:0:1]",
        "192.0.2.7",
        "192.0.2.7:8080",
      })
  void answersToTheLoopbackAndToWhereTheRequestHasCome(String field) {
    assertThat(hosts.answersTo(field, LOCAL)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "console.example",
        "CONSOLE.example:80",
        "console.example.",
        "198.51.100.4:8080",
        "[2001:db8::1]:8080",
        "other.example",
      })
  void answersToWhatIsNamed(String field) {
    assertThat(hosts.answersTo(field, LOCAL)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":8080",
        "evil.example",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "evillocalhost",
        "console.example.evil.example",
        "notconsole.example",
        "192.0.2.8",
        "0.0.0.0",
        "127.0.0.1:80:80",
        "127.0.0.1@evil.example",
        "evil.example#localhost",
        "[::1",
        "[::2]",
        "[localhost].evil.example",
        "localhost:80a",
        "localhost evil.example",
      })
  void answersToNothingElse(String field) {
    assertThat(hosts.answersTo(field, LOCAL)).isFalse();
  }

  @Test
  void theRefusalSaysWhatToSet() {
    assertThat(hosts.refusal(Asked.get("/").header("Host", "evil.example:8080").request()))
        .hasValueSatisfying(refusal -> {
          assertThat(refusal.status()).isEqualTo(421);
          assertThat(refusal.message())
              .contains("'evil.example'", "--console-host evil.example", "ALFHEIM_CONSOLE_HOSTS")
              .hasLineCount(1);
        });
    assertThat(hosts.refusal(Asked.get("/").header("Host", "localhost:8080").request())).isEmpty();
  }

  @Test
  void nothingNamedIsTheLoopbackAlone() {
    assertThat(Hosts.of(null).named()).isEmpty();
    assertThat(Hosts.of(" , ").named()).isEmpty();
  }
}
