package org.alfheim.itests.framework.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.alfheim.itests.framework.fixture.Image;
import org.alfheim.loader.Loader;
import org.alfheim.plugin.BackEndOption;
import org.alfheim.plugin.OpenOptions;
import org.alfheim.plugin.Plugin;
import org.alfheim.plugin.spi.BackEnd;
import org.alfheim.plugin.spi.PluginSource;
import org.alfheim.registry.SymbolDirectory;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.test.common.annotation.InjectBundleContext;

/** A back end is a service. */
class BackEndTest {
  private static final BackEndOption MIRRORED =
      new BackEndOption() {
        @Override
        public String toString() {
          return "mirrored";
        }
      };
  private static final OpenOptions OPTIONS = OpenOptions.builder().with(MIRRORED).build();

  /** Opens images under the name of their mirror image, in this process. */
  private static final class Mirror implements BackEnd {
    @Override
    public String name() {
      return "mirror";
    }

    @Override
    public boolean opens(PluginSource source, OpenOptions options) {
      return options.backEndOptions().equals(List.of(MIRRORED));
    }

    @Override
    public Plugin open(PluginSource source, OpenOptions options) {
      return Loader.open(
          new StringBuilder(source.toString()).reverse().toString(), Image.bytes("libfirst.so.1"));
    }

    @Override
    public List<Plugin> opened() {
      return List.of();
    }
  }

  @InjectBundleContext BundleContext context;

  /** The loader goes on when the bundle stops that tells it of services. */
  @Test
  void isNotKeptByALoaderThatNobodyTellsOfServices() throws BundleException {
    Bundle activator = FrameworkUtil.getBundle(SymbolDirectory.class);
    ServiceRegistration<BackEnd> service =
        context.registerService(BackEnd.class, new Mirror(), null);
    activator.stop();
    try {
      assertThatExceptionOfType(UnsupportedOperationException.class)
          .isThrownBy(() -> Loader.open("tsrif", new byte[1], OPTIONS));
    } finally {
      activator.start();
    }
    assertThat(Loader.open("tsrif", new byte[1], OPTIONS).name()).isEqualTo("first");
    service.unregister();

    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> Loader.open("tsrif", new byte[1], OPTIONS));
  }

  @Test
  void isAskedAsLongAsItIsRegistered() {
    ServiceRegistration<BackEnd> service =
        context.registerService(BackEnd.class, new Mirror(), null);
    try {
      assertThat(Loader.open("tsrif", new byte[1], OPTIONS).name()).isEqualTo("first");
    } finally {
      service.unregister();
    }

    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> Loader.open("tsrif", new byte[1], OPTIONS))
        .withMessage("tsrif: no back end takes the options [mirrored]; there are: local");
  }
}
