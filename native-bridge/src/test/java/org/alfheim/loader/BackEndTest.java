package org.alfheim.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.foreign.ValueLayout;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.alfheim.plugin.BackEndOption;
import org.alfheim.plugin.LocalPlugin;
import org.alfheim.plugin.OpenOptions;
import org.alfheim.plugin.Plugin;
import org.alfheim.plugin.ResourceException;
import org.alfheim.plugin.spi.BackEnd;
import org.alfheim.plugin.spi.PluginSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Back ends beside this process. */
class BackEndTest {
  private static final Path ZLIB = Path.of("/lib/x86_64-linux-gnu/libz.so.1");
  private static final OpenOptions FAR = OpenOptions.builder().with(Far.AWAY).build();

  private final Distant distant = new Distant();

  private enum Far implements BackEndOption {
    AWAY,
    BEYOND
  }

  /** Opens what is to be far away, and nothing else. */
  private static final class Distant implements BackEnd {
    private final List<Plugin> opened = new ArrayList<>();
    private final List<PluginSource> sources = new ArrayList<>();

    @Override
    public String name() {
      return "distant";
    }

    @Override
    public boolean opens(PluginSource source, OpenOptions options) {
      return options.backEndOptions().equals(List.of(Far.AWAY));
    }

    @Override
    public Plugin open(PluginSource source, OpenOptions options) {
      if (source.toString().equals("lost")) {
        throw new ResourceException("lost", "lost: nobody answers", null);
      }
      Plugin plugin =
          (Plugin)
              Proxy.newProxyInstance(
                  Plugin.class.getClassLoader(),
                  new Class<?>[] {Plugin.class},
                  (_, method, _) -> method.getName().equals("name") ? source.toString() : null);
      sources.add(source);
      opened.add(plugin);
      return plugin;
    }

    @Override
    public List<Plugin> opened() {
      return List.copyOf(opened);
    }
  }

  @BeforeEach
  void install() {
    Loader.install(distant);
  }

  @AfterEach
  void uninstall() {
    Loader.uninstall(distant);
  }

  @Test
  void opensWhatItsOptionAsksItFor() {
    Plugin far = Loader.open(ZLIB, FAR);

    assertThat(far).isNotInstanceOf(LocalPlugin.class);
    assertThat(distant.sources).containsExactly(new PluginSource.OfFile(ZLIB));
    assertThat(Loader.open(ZLIB)).isInstanceOf(LocalPlugin.class);
  }

  @Test
  void getsTheBytesOfAnImageInMemory() {
    Loader.open("bundle!/lib/libfar.so", new byte[] {1, 2, 3}, FAR);

    assertThat(distant.sources)
        .singleElement()
        .isInstanceOfSatisfying(
            PluginSource.InMemory.class,
            source -> {
              assertThat(source.name()).isEqualTo("bundle!/lib/libfar.so");
              assertThat(source.image().toArray(ValueLayout.JAVA_BYTE)).containsExactly(1, 2, 3);
            });
  }

  @Test
  void listsWhatItHasOpenedAfterThePluginsOfThisProcess() {
    Plugin here = Loader.open(ZLIB);
    Plugin far = Loader.open(ZLIB, FAR);

    List<Plugin> opened = Loader.opened();
    assertThat(opened).anySatisfy(plugin -> assertThat(plugin).isSameAs(here));
    assertThat(opened.getLast()).isSameAs(far);
  }

  @Test
  void anOptionThatNobodyTakesIsRefusedWithThoseWhoWereAsked() {
    OpenOptions beyond = OpenOptions.builder().with(Far.BEYOND).build();

    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> Loader.open(ZLIB, beyond))
        .withMessage(ZLIB + ": no back end takes the options [BEYOND]; there are: distant, local");
  }

  @Test
  void isNotAskedWhenItIsUninstalled() {
    Loader.uninstall(distant);

    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> Loader.open(ZLIB, FAR))
        .withMessageEndingWith("[AWAY]; there are: local");
    assertThat(distant.sources).isEmpty();
  }

  @Test
  void isNotAskedForAPluginOfThisProcess() {
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> Loader.openLocal(ZLIB, FAR))
        .withMessage(ZLIB + ": in this process it can't be opened with [AWAY]");
    assertThat(distant.sources).isEmpty();
  }

  @Test
  void hasANameOfItsOwn() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Loader.install(new Distant()))
        .withMessage("there is a back end distant already; uninstall it first");
  }

  @Test
  void refusesAsThisProcessDoes() {
    assertThatExceptionOfType(ResourceException.class)
        .isThrownBy(() -> Loader.open("lost", new byte[1], FAR))
        .withMessage("lost: nobody answers");
  }

  @Test
  void aPluginOfItsIsNoDependencyHere() {
    OpenOptions options = OpenOptions.builder().dependOn(Loader.open(ZLIB, FAR)).build();

    assertThatIllegalArgumentException().isThrownBy(() -> Loader.open(ZLIB, options));
  }
}
