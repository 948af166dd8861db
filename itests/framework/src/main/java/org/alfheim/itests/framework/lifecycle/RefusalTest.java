package org.alfheim.itests.framework.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.alfheim.bind.BindingException;
import org.alfheim.itests.framework.contract.Counter;
import org.alfheim.itests.framework.contract.Incomplete;
import org.alfheim.itests.framework.contract.Unrelated;
import org.alfheim.itests.framework.fixture.NativeBundle;
import org.alfheim.itests.framework.fixture.Refusals;
import org.alfheim.itests.framework.fixture.Services;
import org.alfheim.plugin.InitializationException;
import org.alfheim.plugin.InvalidImageException;
import org.alfheim.plugin.UnresolvedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.test.common.annotation.InjectBundleContext;

/**
 * A bundle that can't have what it declares does not start, says why in one line, and leaves
 * nothing registered.
 */
class RefusalTest {
  @InjectBundleContext BundleContext context;

  @Test
  void missingSymbolsAreAllNamed() throws BundleException {
    Bundle bundle =
        NativeBundle.named("test.missing")
            .plugin("lib/libmissing.so")
            .image("lib/libmissing.so", "libmissing.so")
            .install(context);

    BundleException refusal = Refusals.of(bundle);

    UnresolvedException cause = (UnresolvedException) refusal.getCause();
    assertThat(cause.symbols())
        .containsExactlyInAnyOrder("alfheim_not_there", "alfheim_not_there_either");
    assertThat(refusal)
        .hasMessage(cause.getMessage())
        .hasMessageStartingWith("test.missing!/lib/libmissing.so: ");
  }

  @Test
  void aConstructorThatThrowsIsTheReasonNowAndLater() throws BundleException {
    Bundle bundle =
        NativeBundle.named("test.throws")
            .plugin("lib/libthrows.so")
            .image("lib/libthrows.so", "libthrows.so")
            .install(context);

    assertThat(Refusals.of(bundle))
        .hasCauseInstanceOf(InitializationException.class)
        .hasMessageEndingWith("a constructor threw std::runtime_error: no licence");
    assertThat(Refusals.of(bundle))
        .hasCauseInstanceOf(InitializationException.class)
        .hasMessageEndingWith(
            "a constructor threw std::runtime_error: no licence (previous failure)");
  }

  @Test
  void anImageOfAnotherKindIsNamed() throws BundleException {
    Bundle bundle =
        NativeBundle.named("test.garbage")
            .plugin("lib/libgarbage.so")
            .entry("lib/libgarbage.so", "no image".getBytes(StandardCharsets.UTF_8))
            .install(context);

    BundleException refusal = Refusals.of(bundle);

    assertThat(refusal).hasCauseInstanceOf(InvalidImageException.class);
    assertThat(refusal)
        .hasMessageStartingWith("test.garbage!/lib/libgarbage.so: ")
        .hasMessageContaining("invalid filetype, only ELF64 supported");
  }

  @Test
  void oneImageOfSeveralIsEnough() throws BundleException {
    Bundle bundle =
        NativeBundle.named("test.half")
            .plugin("lib/libcounter.so,lib/libmissing.so")
            .image("lib/libcounter.so", "libcounter.so.1.4.2")
            .image("lib/libmissing.so", "libmissing.so")
            .install(context);

    assertThat(Refusals.of(bundle)).hasCauseInstanceOf(UnresolvedException.class);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "lib/libother.so|test.declared [ID]: Native-Plugin names lib/libother.so, which the bundle does not hold (a list of several names needs quotes)",
        "lib/libcounter.so;symbols=declared;declare=\"call,no,nor\"|test.declared [ID]: Native-Plugin declares symbols that lib/libcounter.so does not export: no, nor",
        "lib/libcounter.so;services=com.example.Absent|test.declared [ID]: the interface com.example.Absent of lib/libcounter.so can't be loaded",
        "lib/libcounter.so;services=org.alfheim.activator.PluginActivator|test.declared [ID]: org.alfheim.activator.PluginActivator, a service of lib/libcounter.so, is not an interface",
        "lib/libcounter.so;symbol=all|Native-Plugin: lib/libcounter.so: unknown attribute symbol; there are name, symbols, declare, services, version, waive",
      })
  void whatTheHeaderDeclaresMustBeThere(String header, String problem) throws BundleException {
    Bundle bundle =
        NativeBundle.named("test.declared")
            .plugin(header)
            .image("lib/libcounter.so", "libcounter.so.1.4.2")
            .install(context);

    assertThat(Refusals.of(bundle))
        .hasMessageStartingWith(problem.replace("ID", String.valueOf(bundle.getBundleId())));
  }

  @Test
  void whatInterfacesNeedAndTheImageLacksIsOneError() throws BundleException {
    Bundle bundle =
        NativeBundle.named("test.incomplete")
            .plugin(
                "lib/libcounter.so;services=\""
                    + Incomplete.class.getName()
                    + ","
                    + Counter.class.getName()
                    + ","
                    + Unrelated.class.getName()
                    + "\"")
            .image("lib/libcounter.so", "libcounter.so.1.4.2")
            .install(context);

    BundleException refusal = Refusals.of(bundle);

    BindingException cause = (BindingException) refusal.getCause();
    assertThat(cause.missing()).containsExactly("absent", "beyond", "missing");
    assertThat(refusal)
        .hasMessageContaining(
            "exports 1 of the 3 symbols of "
                + Incomplete.class.getName()
                + "; missing: absent, missing")
        .hasMessageContaining(
            "exports none of the 2 symbols of "
                + Unrelated.class.getName()
                + "; missing: beyond, missing");
  }

  @Test
  void theActivatorWantsAHeader() throws BundleException {
    Bundle bundle = NativeBundle.named("test.none").install(context);

    assertThat(Refusals.of(bundle))
        .hasMessage(
            "test.none ["
                + bundle.getBundleId()
                + "]: names the activator of plugins and no image; give it a header such as Native-Plugin: lib/libexample.so");
  }

  @Test
  void aRefusedBundleStartsOnceItIsRight() throws BundleException {
    Bundle bundle =
        NativeBundle.named("test.repaired")
            .plugin("lib/libx.so")
            .image("lib/libx.so", "libmissing.so")
            .install(context);
    Refusals.of(bundle);
    Refusals.of(bundle);

    bundle.update(
        NativeBundle.named("test.repaired")
            .plugin("lib/libx.so")
            .image("lib/libx.so", "libcounter.so.1.4.2")
            .jar());
    bundle.start();

    assertThat(Services.symbols(bundle)).contains("call");
  }
}
