package org.alfheim.console.guard;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A request as the servlet API gives it, without a server: only what the tests' subjects ask. */
public record Asked(
    String method,
    String path,
    String query,
    String remote,
    Map<String, String> headers,
    Map<String, List<String>> parameters,
    Map<String, Object> attributes) {

  public static Asked get(String path) {
    return of("GET", path);
  }

  static Asked of(String method, String path) {
    return new Asked(method, path, null, "192.0.2.1", Map.of(), Map.of(), new HashMap<>());
  }

  Asked header(String name, String value) {
    // Names of fields have no case (RFC 9110, 5.1).
    Map<String, String> more = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    more.putAll(headers);
    more.put(name, value);
    return new Asked(method, path, query, remote, more, parameters, attributes);
  }

  Asked query(String text) {
    return new Asked(method, path, text, remote, headers, parameters, attributes);
  }

  Asked from(String address) {
    return new Asked(method, path, query, address, headers, parameters, attributes);
  }

  public Asked with(Map<String, List<String>> values) {
    return new Asked(method, path, query, remote, headers, values, attributes);
  }

  public HttpServletRequest request() {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            Asked.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (_, called, arguments) ->
                switch (called.getName()) {
                  case "getMethod" -> method;
                  case "getRequestURI", "getServletPath" -> path;
                  case "getPathInfo" -> null;
                  case "getQueryString" -> query;
                  case "getRemoteAddr" -> remote;
                  case "getServerName" -> headers.getOrDefault("Host", "127.0.0.1");
                  case "getLocalAddr" -> "127.0.0.1";
                  case "getHeader" -> headers.get((String) arguments[0]);
                  case "getHeaders" ->
                      Collections.enumeration(
                          headers.containsKey(arguments[0])
                              ? List.of(headers.get((String) arguments[0]))
                              : List.of());
                  case "getCookies" -> cookies();
                  case "getParameter" ->
                      parameters.getOrDefault((String) arguments[0], List.of()).stream()
                          .findFirst()
                          .orElse(null);
                  case "getParameterValues" ->
                      parameters.containsKey(arguments[0])
                          ? parameters.get((String) arguments[0]).toArray(String[]::new)
                          : null;
                  case "getParameterMap" -> parameters;
                  case "getAttribute" -> attributes.get((String) arguments[0]);
                  case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
                  case "setCharacterEncoding" -> null;
                  default -> throw new UnsupportedOperationException(called.toString());
                });
  }

  private Cookie[] cookies() {
    String field = headers.get("Cookie");
    return field == null
        ? null
        : new Cookie[] {new Cookie(field.split("=", 2)[0], field.split("=", 2)[1])};
  }
}
