package org.alfheim.console.guard;

import static java.nio.charset.StandardCharsets.US_ASCII;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.alfheim.console.guard.Guesses.Client;

/**
 * Who is who among those that guess passwords: by the address, and a browser that has known the
 * password by a cookie, which nobody else has that comes from the same address. The cookie opens
 * nothing; it has its own count of wrong guesses.
 */
final class Clients {
  private static final String COOKIE = "alfheim-known";
  private static final String MAC = "HmacSHA256";
  private static final int NUMBER = 16;

  /** How many addresses are remembered that have known the password. */
  private static final int ADDRESSES = 1_000;

  private final SecureRandom random = new SecureRandom();
  private final SecretKeySpec key = new SecretKeySpec(random.generateSeed(32), MAC);

  private final Map<String, Boolean> known =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > ADDRESSES;
        }
      };

  /** Who has sent a request. */
  synchronized Client of(HttpServletRequest request) {
    String address = address(request.getRemoteAddr());
    return cookie(request)
        .map(cookie -> new Client(cookie, false))
        .orElseGet(() -> new Client(address, !known.containsKey(address)));
  }

  /** Remembers who has known the password. */
  synchronized void welcome(HttpServletRequest request, HttpServletResponse response) {
    known.put(address(request.getRemoteAddr()), true);
    if (cookie(request).isEmpty()) {
      byte[] number = new byte[NUMBER];
      random.nextBytes(number);
      Cookie cookie = new Cookie(COOKIE, signed(number));
      cookie.setPath("/");
      cookie.setHttpOnly(true);
      cookie.setAttribute("SameSite", "Strict");
      response.addCookie(cookie);
    }
  }

  private Optional<String> cookie(HttpServletRequest request) {
    return Stream.ofNullable(request.getCookies())
        .flatMap(Arrays::stream)
        .filter(cookie -> cookie.getName().equals(COOKIE))
        .map(Cookie::getValue)
        .filter(this::isOurs)
        .findFirst();
  }

  private boolean isOurs(String value) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(value);
      return bytes.length > NUMBER
          && MessageDigest.isEqual(
              value.getBytes(US_ASCII), signed(Arrays.copyOf(bytes, NUMBER)).getBytes(US_ASCII));
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private String signed(byte[] number) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(key);
      byte[] code = mac.doFinal(number);
      byte[] bytes = Arrays.copyOf(number, number.length + code.length);
      System.arraycopy(code, 0, bytes, number.length, code.length);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** An address of IPv4, or the network of one of IPv6: whoever has one of these has all in it. */
  static String address(String text) {
    try {
      InetAddress address = InetAddress.ofLiteral(text.replaceFirst("^\\[(.*)]$", "$1"));
      if (address instanceof Inet6Address) {
        return InetAddress.getByAddress(Arrays.copyOf(Arrays.copyOf(address.getAddress(), 8), 16))
            .getHostAddress();
      }
      return address.getHostAddress();
    } catch (IllegalArgumentException | UnknownHostException unreadable) {
      return text;
    }
  }
}
