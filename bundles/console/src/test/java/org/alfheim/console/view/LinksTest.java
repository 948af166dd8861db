package org.alfheim.console.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LinksTest {
  private final Links links = new Links("/system/console/alfheim");

  @Test
  void valuesAreEncodedAsAFormIs() {
    assertThat(links.with("symbols", "search", "a b&c=d", "location", "/x+y.so"))
        .isEqualTo("/system/console/alfheim/symbols?search=a+b%26c%3Dd&location=%2Fx%2By.so");
  }

  @Test
  void whatIsEmptyIsLeftOut() {
    assertThat(links.with("symbols", "search", "", "page", 2))
        .isEqualTo("/system/console/alfheim/symbols?page=2");
  }
}
