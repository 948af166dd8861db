package org.alfheim.console.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.alfheim.console.view.Html.Verbatim;
import org.junit.jupiter.api.Test;

/** What may stand in text and in values of attributes (HTML Living Standard, 13.1). */
class HtmlTest {
  @Test
  void textIsNoMarkup() {
    assertThat(new Html().text("<script>a && b</script>"))
        .hasToString("&lt;script&gt;a &amp;&amp; b&lt;/script&gt;");
  }

  @Test
  void aValueDoesNotLeaveItsAttribute() {
    assertThat(new Html().open("p", "title", "a\" onclick='b").close())
        .hasToString("<p title=\"a&quot; onclick=&#39;b\"></p>");
  }

  @Test
  void nothingIsLeftForTheWebConsoleToReplace() {
    assertThat(new Html().text("${appRoot}")).hasToString("&#36;{appRoot}");
  }

  @Test
  void whatCanNotBeSeenIsWrittenAsAnEscape() {
    assertThat(new Html().element("b", "a\u202eb\u001b")).hasToString("<b>a\\u202eb\\x1b</b>");
  }

  @Test
  void whatAPersonHasTypedStaysAsItIs() {
    assertThat(new Html().element("textarea", new Verbatim("a\u202e<\n")))
        .hasToString("<textarea>a\u202e&lt;\n</textarea>");
  }

  @Test
  void anAttributeWithoutAValueIsLeftOut() {
    assertThat(new Html().element("a", "x", "href", "/y", "aria-current", null))
        .hasToString("<a href=\"/y\">x</a>");
  }

  @Test
  void anElementThatIsEmptyByItsNatureIsNotClosed() {
    assertThat(new Html().open("p").open("br").text(1).close()).hasToString("<p><br>1</p>");
  }

  @Test
  void elementsAreClosedFromWithin() {
    assertThat(new Html().open("ul").open("li").close(2)).hasToString("<ul><li></li></ul>");
  }

  @Test
  void aPieceThatIsNotClosedIsNoPiece() {
    Html html = new Html().open("table").open("tr").close();
    assertThatIllegalStateException().isThrownBy(html::toString).withMessageContaining("table");
  }
}
