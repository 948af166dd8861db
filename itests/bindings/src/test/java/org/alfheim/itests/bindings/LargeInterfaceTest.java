package org.alfheim.itests.bindings;

import static org.assertj.core.api.Assertions.assertThat;

import bindings.crypto.Crypto;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import org.alfheim.plugin.LocalPlugin;
import org.junit.jupiter.api.Test;

/**
 * An interface over all functions of a large library. What is counted are the classes that are
 * loaded, which take most of the time.
 */
class LargeInterfaceTest {
  private static long loaded() {
    return ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount();
  }

  @Test
  void bindingLoadsClassesForStructuresAndNoneForMethods() {
    LocalPlugin plugin = Library.CRYPTO.open();
    long methods =
        Arrays.stream(Crypto.class.getMethods())
            .filter(method -> Modifier.isAbstract(method.getModifiers()))
            .count();
    // What is needed in any case, and the interfaces themselves.
    plugin.bind(Crypto.class);

    long start = loaded();
    Crypto crypto = plugin.bind(Crypto.class);
    long binding = loaded() - start;
    assertThat(crypto.toString()).startsWith("Crypto of ");

    assertThat(methods).isGreaterThan(4000);
    assertThat(binding).isLessThan(methods / 10);
  }
}
