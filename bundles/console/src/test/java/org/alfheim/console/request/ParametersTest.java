package org.alfheim.console.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.alfheim.bind.SymbolKind;
import org.alfheim.console.guard.Asked;
import org.alfheim.console.model.SymbolSearch;
import org.junit.jupiter.api.Test;

class ParametersTest {
  private static Parameters of(Map<String, List<String>> values) throws RequestException {
    return Parameters.of(Asked.get("/").with(values).request());
  }

  @Test
  void whatIsRequiredAndMissingIsNamed() throws RequestException {
    Parameters none = of(Map.of());
    assertThatThrownBy(() -> none.required("prototype"))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("'prototype' is missing");
    assertThat(none.text("prototype")).isEmpty();
    assertThat(none.texts("argument")).isEmpty();
  }

  @Test
  void whatIsGivenSeveralTimesKeepsItsOrder() throws RequestException {
    assertThat(of(Map.of("argument", List.of("2", "", "1"))).texts("argument"))
        .containsExactly("2", "", "1");
  }

  @Test
  void whatIsNoNumberIsTheUsualOne() throws RequestException {
    Parameters parameters = of(Map.of("page", List.of("x"), "limit", List.of("7")));
    assertThat(parameters.number("page", 3)).isEqualTo(3);
    assertThat(parameters.number("limit", 3)).isEqualTo(7);
    assertThat(parameters.number("offset", 3)).isEqualTo(3);
    assertThat(of(Map.of("page", List.of("99999999999"))).number("page", 3)).isEqualTo(3);
  }

  @Test
  void aSearchIsForAKindOrForAll() throws RequestException {
    assertThat(of(Map.of("search", List.of(" a "), "kind", List.of("function"))).search())
        .isEqualTo(new SymbolSearch("a", Optional.of(SymbolKind.FUNCTION)));
    assertThat(of(Map.of("kind", List.of(""))).search())
        .isEqualTo(new SymbolSearch("", Optional.empty()));
    assertThat(of(Map.of()).search()).isEqualTo(new SymbolSearch("", Optional.empty()));
  }

  @Test
  void aKindThatThereIsNotIsRefused() throws RequestException {
    Parameters bogus = of(Map.of("kind", List.of("bogus")));
    assertThatThrownBy(bogus::search)
        .isInstanceOfSatisfying(
            RequestException.class, refusal -> assertThat(refusal.status()).isEqualTo(400))
        .hasMessageStartingWith("'bogus' is no kind of symbol; there are function, ");
  }
}
