package org.alfheim.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.alfheim.bind.NativeFunction;
import org.alfheim.bind.Variable;
import org.alfheim.loader.Loader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plugins that others implement: a remote one, a hook's proxy, a consumer's mock. */
class ForeignPluginTest {

  /** An object that answers some methods by what a map has for their names. */
  private static <T> T proxy(Class<T> type, Map<String, ?> answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, _) -> answers.get(method.getName())));
  }

  @ParameterizedTest
  @ValueSource(classes = {Plugin.class, Symbol.class, NativeFunction.class, Variable.class})
  void anybodyCanImplement(Class<?> type) {
    assertThat(proxy(type, Map.of())).isInstanceOf(type);
  }

  @Test
  void aConsumerCantTellWhoAnswers() {
    NativeFunction add = proxy(NativeFunction.class, Map.of("call", 5));
    Symbol symbol = proxy(Symbol.class, Map.of("function", add));
    Plugin plugin =
        proxy(Plugin.class, Map.of("lookup", symbol, "soname", Optional.of("libadd.so.1")));

    assertThat(plugin.lookup("add").function("int add(int, int)").call(List.of(2, 3))).isEqualTo(5);
  }

  @Test
  void onlyAPluginOfThisProcessCanBeADependency() {
    Plugin remote = proxy(Plugin.class, Map.of("name", "libfar.so"));
    OpenOptions options = OpenOptions.builder().dependOn(remote).build();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Loader.open(Path.of("/lib/x86_64-linux-gnu/libz.so.1"), options))
        .withMessage(
            "libfar.so can't be a dependency: it was not opened in this process by this loader");
  }
}
