package org.alfheim.activator.header;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.alfheim.plugin.Linking;
import org.alfheim.plugin.Waiver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.framework.Version;

class NativePluginTest {
  private static NativePlugin only(String header) {
    List<NativePlugin> plugins = NativePlugin.parse(header);
    assertThat(plugins).hasSize(1);
    return plugins.getFirst();
  }

  @Test
  void aPathAloneIsEnough() {
    assertThat(only("lib/libx.so"))
        .isEqualTo(
            new NativePlugin(
                "lib/libx.so",
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Linking.USUAL));
  }

  @Test
  void readsEveryAttribute() {
    assertThat(
            only(
                "lib/libx.so;name=x;symbols=on-demand;declare=\"a,b\";services=\"com.x.Api,com.x.Spi\";version=1.2.13;waive=\"text-relocations,executable-stack,nodlopen,undefined-functions,types\";types=OSGI-INF/x.btf;go.runtime=shared"))
        .isEqualTo(
            new NativePlugin(
                "lib/libx.so",
                Optional.of("x"),
                Optional.of(SymbolPolicy.ON_DEMAND),
                List.of("a", "b"),
                List.of("com.x.Api", "com.x.Spi"),
                Optional.of(new Version(1, 2, 13)),
                Set.of(Waiver.values()),
                Optional.of("OSGI-INF/x.btf"),
                Optional.of("shared"),
                List.of(),
                Linking.USUAL));
  }

  @Test
  void severalObjectsAreOneImage() {
    NativePlugin both =
        only("lib/a.o;lib/b.a;name=ab;needs=\"libm.so.6,libx.so\";referred=true;soname=libab.so");
    assertThat(both.path()).isEqualTo("lib/a.o;lib/b.a");
    assertThat(both.objects()).containsExactly("lib/a.o", "lib/b.a");
    assertThat(both.linking())
        .isEqualTo(
            new Linking(List.of("libm.so.6", "libx.so"), true, false, Optional.of("libab.so")));
    assertThat(NativePlugin.parse("lib/a.o,lib/b.a")).hasSize(2);
    assertThat(NativePlugin.parse("lib/a.so;lib/b.so")).hasSize(2);
  }

  @Test
  void whiteSpaceBetweenWordsHasNoMeaning() {
    assertThat(only(" lib/libx.so ; name = x ;declare = \" a , b \" "))
        .isEqualTo(only("lib/libx.so;name=x;declare=\"a,b\""));
  }

  @Test
  void quotesAndEscapesAreThoseOfOsgi() {
    assertThat(only("\"lib/a,b;c=d.so\";name=\"say \\\"x\\\" \\\\\""))
        .extracting(NativePlugin::path, NativePlugin::name)
        .containsExactly("lib/a,b;c=d.so", Optional.of("say \"x\" \\"));
  }

  @Test
  void oneClauseForEachImage() {
    assertThat(NativePlugin.parse("lib/liba.so;name=a,lib/libb.so;symbols=declared"))
        .extracting(NativePlugin::path, NativePlugin::name, NativePlugin::symbols)
        .containsExactly(
            tuple("lib/liba.so", Optional.of("a"), Optional.empty()),
            tuple("lib/libb.so", Optional.empty(), Optional.of(SymbolPolicy.DECLARED)));
  }

  @Test
  void pathsOfOneClauseShareItsAttributes() {
    assertThat(NativePlugin.parse("lib/liba.so;lib/libb.so;symbols=on-demand"))
        .extracting(NativePlugin::path, NativePlugin::symbols)
        .containsExactly(
            tuple("lib/liba.so", Optional.of(SymbolPolicy.ON_DEMAND)),
            tuple("lib/libb.so", Optional.of(SymbolPolicy.ON_DEMAND)));
  }

  @Test
  void elementsOfAListCountOnce() {
    assertThat(only("lib/libx.so;declare=\"a,b,a\"").declared()).containsExactly("a", "b");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        ",|expected a path and found ',' (at character 1 of: ,)",
        "lib/libx.so;|expected a path and found the end (at character 13 of: lib/libx.so;)",
        "lib/libx.so;name=|expected the value of name and found the end (at character 18 of:"
            + " lib/libx.so;name=)",
        "lib/libx.so;name=x y=z|expected ',' or ';' and found '=' (at character 21 of:"
            + " lib/libx.so;name=x y=z)",
        "name=x|a clause begins with a path, not with name= (at character 6 of: name=x)",
        "lib/libx.so;name=x;name=y|name is there twice in one clause (at character 26 of:"
            + " lib/libx.so;name=x;name=y)",
        "lib/libx.so;name=\"x|a quoted string has no closing quote (at character 18 of:"
            + " lib/libx.so;name=\"x)",
        "a.so;name=x;b.so|expected name=value after ';' and found b.so; paths come before"
            + " attributes (at character 17 of: a.so;name=x;b.so)",
        "a.so;needs=libm.so.6|a.so: needs is for relocatable objects (.o) and archives (.a), which"
            + " are linked",
        "a.o;symbolic=yes|a.o: symbolic=yes is not true or false",
        "a.o;soname=\"\"|a.o: soname is empty",
        "a.so;isolation=process|a.so: unknown attribute isolation; there are name, symbols,"
            + " declare, services, version, waive, types, go.runtime, needs, referred, symbolic,"
            + " soname",
        "a.so;effective:=active|a.so: unknown directive effective:=; there are none",
        "a.so;symbols=some|a.so: symbols=some is not one of all, declared, on-demand",
        "a.so;version=1.x|a.so: version=1.x is not a version such as 1.2.13 or 1.2.13.beta",
        "a.so;declare=\"a,,b\"|a.so: declare=\"a,,b\" has an empty element",
        "a.so;symbols=all;declare=a|a.so: symbols=all leaves nothing to declare; leave one of them"
            + " out",
        "a.so;b.so;name=x|a.so: one name for 2 images; give each its clause",
        "a.so;name=\" \"|a.so: the name is empty",
        "a.so,a.so|a.so is named twice",
      })
  void saysWhatIsWrongAndWhere(String header, String problem) {
    assertThatExceptionOfType(HeaderException.class)
        .isThrownBy(() -> NativePlugin.parse(header))
        .withMessage("Native-Plugin: " + problem);
  }

  @Test
  void anEmptyHeaderNamesNothing() {
    assertThatExceptionOfType(HeaderException.class)
        .isThrownBy(() -> NativePlugin.parse(""))
        .withMessage("Native-Plugin: expected a path and found the end (at character 1 of: )");
  }
}
