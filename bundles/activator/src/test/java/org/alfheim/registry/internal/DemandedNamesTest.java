package org.alfheim.registry.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;

class DemandedNamesTest {
  private static java.util.Set<String> in(String filter) throws InvalidSyntaxException {
    return DemandedNames.in(FrameworkUtil.createFilter(filter).toString());
  }

  @Test
  void theNameOfATrackersFilter() throws InvalidSyntaxException {
    assertThat(in("(&(objectClass=org.alfheim.plugin.Symbol)(symbol.name=crc32))"))
        .containsExactly("crc32");
  }

  @Test
  void eachNameOfAnAlternative() throws InvalidSyntaxException {
    assertThat(in("(&(plugin.name=z)(|(symbol.name=crc32)(symbol.name=adler32)))"))
        .containsExactlyInAnyOrder("crc32", "adler32");
  }

  @Test
  void attributesKnowNoCaseAndWhiteSpace() throws InvalidSyntaxException {
    assertThat(in(" ( & ( Symbol.NAME =crc32) (plugin.name=z) ) ")).containsExactly("crc32");
  }

  @Test
  void escapedCharactersAreThemselves() throws InvalidSyntaxException {
    assertThat(in("(symbol.name=a\\(b\\)\\*\\\\c)")).containsExactly("a(b)*\\c");
  }

  @Test
  void notWhatIsNegated() throws InvalidSyntaxException {
    assertThat(in("(&(objectClass=x)(!(symbol.name=crc32)))")).isEmpty();
  }

  @Test
  void noWildcardNoPresenceNoComparison() throws InvalidSyntaxException {
    assertThat(in("(|(symbol.name=crc*)(symbol.name=*)(symbol.name>=a)(symbol.name<=z))"))
        .isEmpty();
  }

  @Test
  void noOtherAttribute() throws InvalidSyntaxException {
    assertThat(in("(&(objectClass=symbol.name=x)(plugin.name=z)(xsymbol.name=y))")).isEmpty();
  }
}
