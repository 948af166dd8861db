package org.alfheim.itests.framework.symbols;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.alfheim.itests.framework.fixture.Services;
import org.alfheim.plugins.checksum.Checksum;
import org.alfheim.plugins.zlib.Zlib;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.common.annotation.InjectService;

/** A component uses a native library by reference. */
class ChecksumTest {
  private static final byte[] CHECK = "123456789".getBytes(StandardCharsets.US_ASCII);

  @InjectBundleContext BundleContext context;
  @InjectService Checksum checksum;

  private Bundle bundle(String name) {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> name.equals(bundle.getSymbolicName()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theComponentComputesByZlib() {
    assertThat(checksum.crc32(CHECK)).isEqualTo(0xcbf43926L);
  }

  @Test
  void theShellHasACommand() throws InvalidSyntaxException, ReflectiveOperationException {
    ServiceReference<?>[] commands =
        context.getAllServiceReferences(
            null, "(&(osgi.command.scope=checksum)(osgi.command.function=crc32))");
    assertThat(commands).hasSize(1);
    Object command = context.getService(commands[0]);
    assertThat(command.getClass().getMethod("crc32", String.class).invoke(command, "123456789"))
        .isEqualTo("cbf43926");
  }

  @Test
  void theComponentComesAndGoesWithThePlugin() throws BundleException {
    Bundle zlib = bundle("org.alfheim.plugins.zlib");
    zlib.stop();
    assertThat(context.getServiceReference(Checksum.class)).isNull();

    zlib.start();
    ServiceReference<Checksum> back = context.getServiceReference(Checksum.class);
    assertThat(context.getService(back).crc32(CHECK)).isEqualTo(0xcbf43926L);
  }

  @Test
  void theTypedServiceSaysWhichPluginItIsOf() {
    assertThat(Services.properties(context.getServiceReference(Zlib.class)))
        .containsEntry("plugin.name", "zlib")
        .containsEntry("plugin.soname", "libalfheim-zlib.so.1")
        .containsEntry("plugin.path", "lib/libalfheim-zlib.so");
  }

  @Test
  void theComponentKnowsNothingOfPlugins() {
    assertThat(bundle("org.alfheim.plugins.checksum").getHeaders("").get("Import-Package"))
        .doesNotContain("org.alfheim.plugin;", "org.alfheim.bind", "java.lang.foreign");
  }
}
