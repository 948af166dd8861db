package org.alfheim.console.guard;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClientsTest {
  private final Clients clients = new Clients();

  private Cookie welcome(Asked asked) {
    List<Cookie> cookies = new ArrayList<>();
    clients.welcome(
        asked.request(),
        (HttpServletResponse)
            Proxy.newProxyInstance(
                Asked.class.getClassLoader(),
                new Class<?>[] {HttpServletResponse.class},
                (_, called, arguments) -> {
                  assertThat(called.getName()).isEqualTo("addCookie");
                  cookies.add((Cookie) arguments[0]);
                  return null;
                }));
    return cookies.isEmpty() ? null : cookies.getFirst();
  }

  private static Asked with(Asked asked, String name, String value) {
    return asked.header("Cookie", name + "=" + value);
  }

  @Test
  void aBrowserThatHasKnownThePasswordIsAnotherThanItsAddress() {
    Asked asked = Asked.get("/");
    Cookie cookie = welcome(asked);
    assertThat(cookie.isHttpOnly()).isTrue();
    assertThat(cookie.getAttribute("SameSite")).isEqualTo("Strict");
    Asked known = with(asked, cookie.getName(), cookie.getValue());
    assertThat(clients.of(known.request()).name()).isNotEqualTo(clients.of(asked.request()).name());
    assertThat(clients.of(known.request()).stranger()).isFalse();
    assertThat(welcome(known)).as("a second cookie").isNull();
  }

  @Test
  void aCookieThatWeHaveNotMadeIsNone() {
    Asked asked = Asked.get("/");
    Cookie cookie = welcome(asked);
    String value = cookie.getValue();
    String changed = (value.charAt(0) == 'A' ? 'B' : 'A') + value.substring(1);
    for (String other : List.of(changed, "", "x", value.substring(0, 22), "%", value + "A")) {
      assertThat(clients.of(with(asked, cookie.getName(), other).request()))
          .as(other)
          .isEqualTo(clients.of(asked.request()));
    }
  }

  @Test
  void anAddressIsAStrangerUntilItHasKnownThePassword() {
    assertThat(clients.of(Asked.get("/").request()).stranger()).isTrue();
    welcome(Asked.get("/"));
    assertThat(clients.of(Asked.get("/").request()).stranger()).isFalse();
    assertThat(clients.of(Asked.get("/").from("192.0.2.9").request()).stranger()).isTrue();
  }

  /** A subscriber is given a network of 64 bits at least (RFC 6177). */
  @Test
  void anAddressOfIpV6IsItsNetwork() {
    assertThat(Clients.address("2001:db8:1:2:3:4:5:6"))
        .isEqualTo(Clients.address("[2001:db8:1:2::9]"))
        .isNotEqualTo(Clients.address("2001:db8:1:3::9"));
    assertThat(Clients.address("192.0.2.1")).isNotEqualTo(Clients.address("192.0.2.2"));
  }
}
