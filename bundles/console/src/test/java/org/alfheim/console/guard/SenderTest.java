package org.alfheim.console.guard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who has had a browser send a request, by Fetch Metadata, Fetch and RFC 9110. */
class SenderTest {
  private static final String PATH = "/system/console/bundles";

  private static boolean isRefused(Asked asked) {
    return Sender.refusal(asked.header("Host", "127.0.0.1:8080").request()).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "Sec-Fetch-Site, cross-site",
    "Sec-Fetch-Site, same-site",
    "Sec-Fetch-Site, something-new",
    "Origin, http://elsewhere.example",
    "Origin, http://127.0.0.1:8081",
    "Origin, http://127.0.0.1",
    "Origin, null",
    "Referer, http://elsewhere.example/127.0.0.1:8080",
    "Referer, not an address",
  })
  void whatAnotherSiteSendsIsRefused(String header, String value) {
    for (String method : new String[] {"POST", "PUT", "DELETE", "PATCH", "OPTIONS"}) {
      assertThat(isRefused(Asked.of(method, PATH).header(header, value))).as(method).isTrue();
    }
    Asked get = Asked.get(PATH).header(header, value);
    assertThat(isRefused(get.query("action=start"))).isTrue();
    assertThat(isRefused(get.header("Upgrade", "WebSocket"))).isTrue();
    assertThat(isRefused(get.header("X-HTTP-Method-Override", "POST"))).isTrue();
    assertThat(isRefused(get.header("Sec-Fetch-Mode", "no-cors"))).isTrue();
    assertThat(
            isRefused(get.header("Sec-Fetch-Mode", "navigate").header("Sec-Fetch-Dest", "iframe")))
        .isTrue();
    assertThat(isRefused(Asked.get("/system/console/logout").header(header, value))).isTrue();
  }

  @Test
  void aLinkOfAnotherSiteLeadsToAPage() {
    Asked link =
        Asked.get(PATH)
            .header("Sec-Fetch-Site", "cross-site")
            .header("Sec-Fetch-Mode", "navigate")
            .header("Sec-Fetch-Dest", "document");
    assertThat(isRefused(link)).isFalse();
    assertThat(isRefused(link.header("Upgrade", "h2c"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "Sec-Fetch-Site, same-origin",
    "Sec-Fetch-Site, none",
    "Origin, http://127.0.0.1:8080",
    "Origin, https://127.0.0.1:8080",
    "Referer, http://127.0.0.1:8080/system/console/bundles?x=y",
  })
  void whatItsOwnPageSendsIsNot(String header, String value) {
    assertThat(isRefused(Asked.of("POST", PATH).header(header, value))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST", "PUT"})
  void whatNoBrowserSendsIsNot(String method) {
    assertThat(isRefused(Asked.of(method, PATH).query("a=b"))).isFalse();
  }
}
