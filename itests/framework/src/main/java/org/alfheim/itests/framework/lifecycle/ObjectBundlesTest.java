package org.alfheim.itests.framework.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.alfheim.itests.framework.fixture.NativeBundle;
import org.alfheim.itests.framework.fixture.Refusals;
import org.alfheim.itests.framework.fixture.Services;
import org.alfheim.plugin.LocalPlugin;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.test.common.annotation.InjectBundleContext;

/** A bundle's image may be linked of objects and archives when it is opened. */
class ObjectBundlesTest {
  /** Of zlib1g-dev: code for programs, as most static libraries are. */
  private static final Path ZLIB = Path.of("/usr/lib/x86_64-linux-gnu/libz.a");

  @InjectBundleContext BundleContext context;

  private Object call(String plugin, String prototype, List<Object> arguments) throws Exception {
    String name = prototype.replaceFirst("^.*?(\\w+)\\(.*$", "$1");
    return new Services(context).symbol(plugin, name).function(prototype).call(arguments);
  }

  @Test
  void aStaticLibraryGivesServices() throws Exception {
    Bundle bundle =
        NativeBundle.named("objects.zlib")
            .plugin("lib/libz.a;name=objects.zlib;declare=\"crc32,zlibVersion\"")
            .entry("lib/libz.a", Files.readAllBytes(ZLIB))
            .install(context);
    bundle.start();
    assertThat(
            call(
                "objects.zlib",
                "unsigned long crc32(unsigned long, const char *, unsigned)",
                List.of(0L, "hello", 5)))
        .hasToString("907060870");
    LocalPlugin plugin = (LocalPlugin) new Services(context).plugin("objects.zlib");
    assertThat(plugin.objects()).containsExactly("objects.zlib!/lib/libz.a");
    bundle.stop();
    bundle.start();
    assertThat(new Services(context).plugin("objects.zlib")).isSameAs(plugin);
    bundle.uninstall();
  }

  @Test
  void severalObjectsInAClauseAreOnePlugin() throws Exception {
    Bundle bundle =
        NativeBundle.named("objects.both")
            .plugin("lib/second.o;lib/first.o;name=objects.both")
            .image("lib/first.o", "first.o")
            .image("lib/second.o", "second.o")
            .install(context);
    bundle.start();
    assertThat(call("objects.both", "int second(void)", List.of())).isEqualTo(2);
    bundle.uninstall();
  }

  @Test
  void whatAnObjectLacksComesFromThePluginThatItsBundleIsWiredTo() throws Exception {
    Bundle provider =
        NativeBundle.named("objects.ten")
            .plugin("lib/libfirst.so.1;name=objects.ten")
            .header("Provide-Capability", "org.alfheim.plugin;name=objects.ten")
            .image("lib/libfirst.so.1", "libfirst-ten.so")
            .install(context);
    Bundle bundle =
        NativeBundle.named("objects.second")
            .plugin("lib/second.o;name=objects.second")
            .header("Require-Capability", "org.alfheim.plugin;filter:=\"(name=objects.ten)\"")
            .image("lib/second.o", "second.o")
            .install(context);
    bundle.start();
    assertThat(call("objects.second", "int second(void)", List.of())).isEqualTo(11);
    bundle.uninstall();
    provider.uninstall();
  }

  @Test
  void whatNobodyHasIsNamed() throws Exception {
    Bundle bundle =
        NativeBundle.named("objects.lacks")
            .plugin("lib/lacks.o")
            .image("lib/lacks.o", "lacks.o")
            .install(context);
    assertThat(Refusals.of(bundle)).hasMessageContaining("undefined symbol defined_by_no_object");
    bundle.uninstall();
  }
}
