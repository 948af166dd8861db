package org.alfheim.itests.framework.symbols;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.alfheim.bind.TypeMismatchException;
import org.alfheim.itests.framework.contract.Length;
import org.alfheim.itests.framework.fixture.Image;
import org.alfheim.itests.framework.fixture.NativeBundle;
import org.alfheim.itests.framework.fixture.Services;
import org.alfheim.plugin.Symbol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceReference;
import org.osgi.test.common.annotation.InjectBundleContext;

/** What is known of the types of symbols, in a framework. */
class TypesTest {
  @InjectBundleContext BundleContext context;

  @Test
  void aSymbolOfABundleThatCarriesTypesSaysItsOwn(@TempDir Path folder) throws Exception {
    Path file = Image.file(folder, "libtyped.so");
    Bundle bundle = context.installBundle("elf:file:" + file);
    try {
      bundle.start();
      ServiceReference<?> sum = symbol(bundle, "sum");
      assertThat(Services.properties(sum))
          .containsEntry("symbol.type", "int sum(struct point p)")
          .containsEntry("plugin.types", "OSGI-INF/alfheim/types/lib/libtyped.so.btf");
      Symbol symbol = (Symbol) context.getService(sum);
      assertThat(symbol.type().orElseThrow().origin()).endsWith("libtyped.so.btf");
      assertThat(symbol.function().call(List.of(Map.of("x", 3, "y", 4)))).isEqualTo(7);
    } finally {
      bundle.uninstall();
    }
  }

  @Test
  void withoutThemTheImageInTheBundleIsAsked() throws BundleException {
    Bundle bundle = typed("test.typed", "libtyped.so");
    bundle.start();
    ServiceReference<?> length = symbol(bundle, "length");
    assertThat(Services.properties(length)).doesNotContainKeys("symbol.type", "plugin.types");
    Symbol symbol = (Symbol) context.getService(length);
    assertThat(symbol.type().orElseThrow().type().declare("length"))
        .isEqualTo("int length(const char *text)");
    assertThat(Services.of(bundle, Length.class)).hasSize(1);
  }

  @Test
  void aBundleWhoseInterfaceContradictsItsImageDoesNotStart() throws BundleException {
    Bundle bundle = typed("test.mistyped", "libmistyped.so");
    assertThatExceptionOfType(BundleException.class)
        .isThrownBy(bundle::start)
        .havingRootCause()
        .isInstanceOf(TypeMismatchException.class)
        .withMessageContaining("is String, C has 'double': 'double length(double text)'");
    assertThat(bundle.getState()).isEqualTo(Bundle.RESOLVED);
  }

  private Bundle typed(String name, String image) throws BundleException {
    return NativeBundle.named(name)
        .plugin("lib/" + image + ";services=" + Length.class.getName())
        .image("lib/" + image, image)
        .install(context);
  }

  private static ServiceReference<?> symbol(Bundle bundle, String name) {
    return Services.of(bundle, Symbol.class)
        .filter(service -> name.equals(service.getProperty("symbol.name")))
        .findFirst()
        .orElseThrow();
  }
}
