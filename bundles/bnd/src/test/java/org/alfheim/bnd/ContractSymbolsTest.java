package org.alfheim.bnd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import aQute.bnd.osgi.Analyzer;
import aQute.bnd.osgi.Jar;
import java.util.Optional;
import java.util.Set;
import org.alfheim.bind.BindingException;
import org.alfheim.bnd.contract.Doubling;
import org.alfheim.bnd.contract.Everything;
import org.alfheim.internal.bind.Contract;
import org.alfheim.internal.bind.marshal.Target;
import org.alfheim.internal.bind.marshal.Targets;
import org.junit.jupiter.api.Test;

class ContractSymbolsTest {

  private static Set<String> symbols(Class<?> contract, Class<?>... others) throws Exception {
    try (Analyzer analyzer = new Analyzer(new Jar("test"))) {
      Build.add(analyzer.getJar(), contract);
      for (Class<?> other : others) {
        Build.add(analyzer.getJar(), other);
      }
      return ContractSymbols.of(analyzer, contract.getName()).names();
    }
  }

  @Test
  void abstractMethodsAreSymbols() throws Exception {
    assertThat(symbols(Doubling.class)).containsExactly("twice");
    assertThat(symbols(Everything.class, Doubling.class))
        .containsExactly("half_of", "thrice", "twice");
  }

  @Test
  void theyAreThoseThatAreLookedForWhenTheBundleStarts() throws Exception {
    Targets empty =
        new Targets() {
          @Override
          public String image() {
            return "empty";
          }

          @Override
          public Optional<? extends Target> find(String name) {
            return Optional.empty();
          }
        };
    BindingException refused =
        catchThrowableOfType(BindingException.class, () -> Contract.bind(Everything.class, empty));

    assertThat(symbols(Everything.class, Doubling.class))
        .containsExactlyElementsOf(refused.missing());
  }
}
