package org.alfheim.itests.framework.symbols;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.List;
import org.alfheim.itests.framework.fixture.Image;
import org.alfheim.itests.framework.fixture.Services;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.test.common.annotation.InjectBundleContext;

/**
 * A provider of the right soname that lacks the versions of symbols which an image was linked to is
 * no provider: the resolver knows before any image is opened.
 */
class SymbolVersionsTest {
  @InjectBundleContext BundleContext context;
  @TempDir Path folder;

  private Bundle install(String image, String options) throws Exception {
    return context.installBundle("elf:file:" + Image.file(folder, image) + "?" + options);
  }

  @Test
  void aProviderHasToDefineThem() throws Exception {
    install("libkinds-old.so", "name=old-kinds");
    Bundle user = install("libuses-kinds.so", "requires=libkinds.so.2");
    assertThatExceptionOfType(BundleException.class)
        .isThrownBy(user::start)
        .withMessageContaining("symbol.versions=KINDS_2.0");

    Bundle provider = install("libkinds.so.2", "name=new-kinds");
    user.start();

    assertThat(user.adapt(BundleWiring.class).getRequiredWires("org.alfheim.plugin"))
        .singleElement()
        .satisfies(wire -> assertThat(wire.getProvider().getBundle()).isEqualTo(provider));
    assertThat(
            new Services(context)
                .symbol("libuses-kinds.so", "use")
                .function("int use(int)")
                .call(List.of(1)))
        .isEqualTo(12);
  }
}
