package org.alfheim.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.alfheim.wrap.PluginBundle;
import org.alfheim.wrap.WrapOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;

/** A real Felix with the shell, a library to open, and no plugin left of the test before. */
abstract class ShellWithPlugins {
  private static final String SOURCE =
      """
      #include <stdio.h>
      int V = 7;
      unsigned long big = 18446744073709551615ul;
      const char *title = "elf";
      const int fixed = 3;
      __thread short T = 5;
      int add(int a, int b) { return a + b; }
      double twice(double x) { return 2 * x; }
      unsigned long same(unsigned long x) { return x; }
      const char *echo(const char *text) { return text; }
      int is_null(const void *p) { return p == 0; }
      void nothing(void) {}
      int measure(char *buffer, unsigned long size, int *length) { *length = snprintf(buffer, size, "filled"); return V; }
      void F(void) { printf("Hello, number %d\\n", V); }
      int G(void) { printf("number %d, no line end;", V); return 5; }
      """;

  @TempDir static Path folder;
  static Framework felix;
  static Path hello;

  @BeforeAll
  static void start() throws Exception {
    hello = Compiler.compile(folder, "libhello.so.1.2", SOURCE, "-Wl,-soname,libhello.so.1");
    Compiler.compile(folder, "libother.so", "int W = 1;", "-Wl,-soname,libother.so");
    felix = Framework.start(folder);
  }

  @AfterAll
  static void stop() throws Exception {
    felix.stop();
  }

  @AfterEach
  void uninstall() throws Exception {
    for (Bundle bundle : plugins()) {
      bundle.uninstall();
    }
  }

  static List<Bundle> plugins() {
    return Arrays.stream(felix.context().getBundles())
        .filter(bundle -> !bundle.getLocation().startsWith("reference:"))
        .filter(bundle -> bundle.getBundleId() != 0)
        .toList();
  }

  static Path jar(Path library, String name, Map<String, String> options) throws Exception {
    try (OutputStream out = Files.newOutputStream(folder.resolve(name))) {
      PluginBundle.of(library, WrapOptions.parse(options)).openStream().transferTo(out);
    }
    return folder.resolve(name);
  }

  static void assertRefused(String command, String complaint) {
    assertThatThrownBy(() -> felix.shell(command))
        .satisfies(refusal -> {
          assertThat(refusal.getMessage()).contains(complaint);
          assertThat(refusal.getMessage().lines()).hasSize(1);
        });
  }
}
