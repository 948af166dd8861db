package org.alfheim.itests.framework.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.alfheim.itests.framework.fixture.StandardOutput;
import org.alfheim.plugin.Plugin;
import org.alfheim.plugin.Symbol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.common.annotation.InjectService;

/** The example of Go's package: the sample bundle is installed and started with the framework. */
class HelloTest {
  @InjectBundleContext BundleContext context;

  @InjectService(filter = "(&(plugin.name=hello)(symbol.name=V))")
  Symbol variable;

  @InjectService(filter = "(&(plugin.name=hello)(symbol.name=F))")
  Symbol function;

  @InjectService(filter = "(plugin.name=hello)")
  Plugin plugin;

  @Test
  void printsTheNumberThatIsSet(@TempDir Path folder) throws IOException {
    Path printed = Files.createFile(folder.resolve("printed"));
    variable.variable(int.class).set(7);

    try (StandardOutput _ = StandardOutput.to(printed)) {
      function.function("void F(void)").call(List.of());
    }

    assertThat(printed).hasContent("Hello, number 7");
  }

  @Test
  void symbolsAreThoseOfThePlugin() {
    assertThat(plugin.lookup("V")).isSameAs(variable);
    assertThat(variable.plugin()).isSameAs(plugin);
  }

  @Test
  void itsBundleHoldsNoJava() {
    Bundle hello =
        Arrays.stream(context.getBundles())
            .filter(bundle -> "org.alfheim.plugins.hello".equals(bundle.getSymbolicName()))
            .findFirst()
            .orElseThrow();

    assertThat(hello.getState()).isEqualTo(Bundle.ACTIVE);
    assertThat(hello.findEntries("/", "*.class", true)).isNull();
  }
}
