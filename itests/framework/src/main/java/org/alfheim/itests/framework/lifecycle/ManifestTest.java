package org.alfheim.itests.framework.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.alfheim.wrap.PluginBundle;
import org.alfheim.wrap.WrapOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.namespace.BundleNamespace;
import org.osgi.framework.namespace.HostNamespace;
import org.osgi.framework.namespace.IdentityNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.test.common.annotation.InjectBundleContext;

/** However a plugin bundle is made, its manifest says the same of the same file. */
class ManifestTest {
  /** What a bundle is called is not the image's business. */
  private static final Set<String> NAMES =
      Set.of(
          IdentityNamespace.IDENTITY_NAMESPACE,
          BundleNamespace.BUNDLE_NAMESPACE,
          HostNamespace.HOST_NAMESPACE);

  @InjectBundleContext BundleContext context;

  /** The sample, which the plugin for bnd has made. */
  private Bundle byBnd() {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> "org.alfheim.plugins.hello".equals(bundle.getSymbolicName()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void bndAndUrlsAndTheCommandWriteTheSame(@TempDir Path folder)
      throws IOException, BundleException {
    Bundle byBnd = byBnd();
    Path file = folder.resolve("libhello.so");
    try (InputStream image = byBnd.getEntry("lib/libhello.so").openStream()) {
      Files.copy(image, file);
    }

    Bundle byUrl = context.installBundle("elf:file:" + file + "?name=hello&version=1.0.0");
    try {
      assertThat(headers(byUrl, "Native-Plugin", "Bundle-Activator"))
          .isEqualTo(headers(byBnd, "Native-Plugin", "Bundle-Activator"))
          .containsEntry("Bundle-Activator", "org.alfheim.activator.PluginActivator");
      assertThat(capabilities(byUrl)).isNotEmpty().isEqualTo(capabilities(byBnd));
      assertThat(requirements(byUrl))
          .isEqualTo(requirements(byBnd))
          .anyMatch(requirement -> requirement.contains("osgi.native"))
          .anyMatch(requirement -> requirement.contains("org.alfheim.loader"));

      // What the command wrap writes is this manifest, to the letter.
      WrapOptions options = WrapOptions.parse(Map.of("name", "hello", "version", "1.0.0"));
      Map<String, String> byCommand = new LinkedHashMap<>();
      PluginBundle.of(file, options)
          .manifest()
          .getMainAttributes()
          .forEach((name, value) -> byCommand.put(name.toString(), value.toString()));
      assertThat(headers(byUrl, byCommand.keySet().toArray(String[]::new))).isEqualTo(byCommand);
    } finally {
      byUrl.uninstall();
    }
  }

  private static Map<String, String> headers(Bundle bundle, String... names) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (String name : names) {
      headers.put(name, bundle.getHeaders("").get(name));
    }
    return headers;
  }

  private static List<String> capabilities(Bundle bundle) {
    Stream<BundleCapability> declared =
        bundle.adapt(BundleRevision.class).getDeclaredCapabilities(null).stream();
    return declared
        .filter(capability -> !NAMES.contains(capability.getNamespace()))
        .map(capability ->
            capability.getNamespace()
                + " "
                + new TreeMap<>(capability.getAttributes())
                + " "
                + new TreeMap<>(capability.getDirectives()))
        .sorted()
        .toList();
  }

  private static List<String> requirements(Bundle bundle) {
    Stream<BundleRequirement> declared =
        bundle.adapt(BundleRevision.class).getDeclaredRequirements(null).stream();
    return declared
        .map(requirement ->
            requirement.getNamespace()
                + " "
                + new TreeMap<>(requirement.getAttributes())
                + " "
                + new TreeMap<>(requirement.getDirectives()))
        .sorted()
        .toList();
  }
}
