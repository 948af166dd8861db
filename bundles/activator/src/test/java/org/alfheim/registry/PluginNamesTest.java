package org.alfheim.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class PluginNamesTest {
  private static final PluginNames BY_ITS_OWN_NAME =
      new PluginNames("x", Set.of("liba.so", "/opt/liba.so"), Set.of("com.a", "7"));
  private static final PluginNames BY_ITS_SONAME =
      new PluginNames("b", Set.of("x", "jar!/libb.so"), Set.of("com.b", "8"));
  private static final PluginNames BY_ITS_BUNDLE =
      new PluginNames("c", Set.of("libc.so"), Set.of("x", "9"));

  private static List<PluginNames> meant(String word, PluginNames... all) {
    return PluginNames.meant(word, List.of(all), Function.identity());
  }

  @Test
  void aPluginsOwnNameComesBeforeOthersOfAnImageAndThoseBeforeABundles() {
    assertThat(meant("x", BY_ITS_BUNDLE, BY_ITS_SONAME, BY_ITS_OWN_NAME))
        .containsExactly(BY_ITS_OWN_NAME);
    assertThat(meant("x", BY_ITS_BUNDLE, BY_ITS_SONAME)).containsExactly(BY_ITS_SONAME);
    assertThat(meant("x", BY_ITS_BUNDLE)).containsExactly(BY_ITS_BUNDLE);
    assertThat(meant("9", BY_ITS_OWN_NAME, BY_ITS_BUNDLE)).containsExactly(BY_ITS_BUNDLE);
  }

  @Test
  void thoseOfOneNameInOneSenseAreAllMeant() {
    PluginNames twin = new PluginNames("x", Set.of(), Set.of("com.twin", "10"));

    assertThat(meant("x", BY_ITS_OWN_NAME, BY_ITS_SONAME, twin))
        .containsExactly(BY_ITS_OWN_NAME, twin);
    assertThat(meant("com.twin/x", BY_ITS_OWN_NAME, BY_ITS_SONAME, twin)).containsExactly(twin);
    assertThat(meant("7/x", BY_ITS_OWN_NAME, BY_ITS_SONAME, twin)).containsExactly(BY_ITS_OWN_NAME);
  }

  @Test
  void anyNameOfAnImageIsFoundInItsBundle() {
    assertThat(meant("com.b/x", BY_ITS_OWN_NAME, BY_ITS_SONAME)).containsExactly(BY_ITS_SONAME);
    assertThat(meant("com.a//opt/liba.so", BY_ITS_OWN_NAME)).containsExactly(BY_ITS_OWN_NAME);
  }

  @Test
  void whatNoneIsCalledMeansNone() {
    for (String word : List.of("", "/", "y", "com.a/", "com.a/b", "com.a/com.a", "com.a/com.a/x")) {
      assertThat(meant(word, BY_ITS_OWN_NAME, BY_ITS_SONAME)).as(word).isEmpty();
    }
  }
}
