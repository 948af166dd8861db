package org.alfheim.itests.framework.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.alfheim.deployer.PluginInstaller;
import org.alfheim.itests.framework.fixture.Image;
import org.alfheim.itests.framework.fixture.Jars;
import org.alfheim.itests.framework.fixture.NativeBundle;
import org.alfheim.itests.framework.fixture.PolicyConfiguration;
import org.alfheim.itests.framework.fixture.Refusals;
import org.alfheim.itests.framework.fixture.Services;
import org.alfheim.itests.framework.fixture.Signed;
import org.alfheim.loader.Loader;
import org.alfheim.plugin.PolicyException;
import org.alfheim.wrap.PluginBundle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.log.LogReaderService;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.common.annotation.InjectService;

/** What the rules see of an image that is linked of objects as it is opened. */
class ObjectPolicyTest {
  @TempDir static Path keys;
  private static Signed signed;

  @InjectBundleContext BundleContext context;
  @InjectService ConfigurationAdmin configurations;
  @InjectService LogReaderService reader;
  @InjectService PluginInstaller installer;
  @TempDir Path temporary;

  private PolicyConfiguration policy;
  private Path folder;

  @BeforeAll
  static void makeKeys() throws IOException {
    signed = new Signed(keys).key("trusted");
  }

  @BeforeEach
  void prepare() throws IOException {
    policy = new PolicyConfiguration(context, configurations, reader);
    folder = Files.createDirectory(temporary.toRealPath().resolve("folder"));
  }

  @AfterEach
  void leave() throws Exception {
    policy.close();
    for (Bundle bundle : context.getBundles()) {
      if (bundle.getLocation().startsWith("test:judged.")
          || bundle.getLocation().startsWith("elf:")) {
        bundle.uninstall();
      }
    }
  }

  /** Two files that become one image. */
  private static NativeBundle both(String name) {
    return NativeBundle.named("judged." + name)
        .plugin("lib/second.o;lib/first.o;name=judged." + name)
        .image("lib/first.o", "first.o")
        .image("lib/second.o", "second.o");
  }

  private static NativeBundle one(String name, String image, String attributes) {
    return NativeBundle.named("judged." + name)
        .plugin("lib/one.o;name=judged." + name + attributes)
        .image("lib/one.o", image);
  }

  private static String sha256(byte[] bytes) throws GeneralSecurityException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private static String sha256(String image) throws GeneralSecurityException {
    return sha256(Image.bytes(image));
  }

  private int second(String plugin) throws Exception {
    return (int)
        new Services(context).symbol(plugin, "second").function("int second(void)").call(List.of());
  }

  @Test
  void theDigestsOfAllFilesLetThemIn() throws Exception {
    policy.set("digests", sha256("second.o"), sha256("first.o"));
    Bundle bundle = both("digests").install(context);
    bundle.start();
    assertThat(second("judged.digests")).isEqualTo(2);
    bundle.stop();
    bundle.start();
    assertThat(second("judged.digests")).isEqualTo(2);
  }

  @Test
  void theFileOfSeveralThatIsNotListedIsNamed() throws Exception {
    policy.set("digests", sha256("second.o"));
    assertThat(Refusals.of(both("part").install(context)))
        .hasMessageContaining(
            "the SHA-256 of judged.part!/lib/first.o is " + sha256("first.o") + ", that of the")
        .hasMessageEndingWith(", which digests does not list")
        .hasMessageNotContaining("second.o is");
  }

  @Test
  void soDoesTheDigestOfWhatIsLinkedOfThem() throws Exception {
    policy.set("digests", sha256("libwanted.so"));
    Bundle bundle = both("linked").install(context);
    String linked =
        Refusals.of(bundle)
            .getMessage()
            .replaceFirst(".*that of the image that is linked is (\\w{64}), .*", "$1");
    policy.set("digests", linked);
    bundle.start();
    assertThat(second("judged.linked")).isEqualTo(2);
  }

  @Test
  void aSignatureCoversEachFile() throws Exception {
    policy.set("signers", signed.fingerprint("trusted"));
    byte[] jar = signed.jar(both("signed"), "trusted").readAllBytes();

    Bundle changed =
        installed("changed", Jars.replacing(jar, "lib/first.o", other()).readAllBytes());
    assertThat(Refusals.of(changed))
        .hasMessageContaining("the signature of its bundle is broken")
        .hasMessageContaining("lib/first.o");
    changed.uninstall();
    installed("whole", jar).start();
    assertThat(second("judged.signed")).isEqualTo(2);
  }

  @Test
  void aFileThatWasAddedToASignedBundleIsNotSigned() throws Exception {
    policy.set("signers", signed.fingerprint("trusted"));
    NativeBundle incomplete =
        NativeBundle.named("judged.added")
            .plugin("lib/second.o;lib/first.o;name=judged.added")
            .image("lib/second.o", "second.o");
    byte[] jar = signed.jar(incomplete, "trusted").readAllBytes();
    Bundle added =
        installed(
            "added", Jars.replacing(jar, "lib/first.o", Image.bytes("first.o")).readAllBytes());
    assertThat(Refusals.of(added))
        .hasMessageEndingWith("it is not signed, and signers asks for it");
  }

  private Bundle installed(String name, byte[] jar) throws BundleException {
    return context.installBundle("test:judged." + name, new ByteArrayInputStream(jar));
  }

  /** An object of the same function that was compiled in another way. */
  private static byte[] other() {
    return Image.bytes("executable-stack.o");
  }

  @Test
  void theImportsAreThoseOfTheImage() throws Exception {
    policy.set("imports.deny", "system", "first");
    assertThat(Refusals.of(one("unwanted", "unwanted.o", "").install(context)))
        .hasMessageEndingWith("it imports system, which imports.deny forbids (system)");
    both("resolved").install(context).start();
    assertThat(second("judged.resolved")).isEqualTo(2);
  }

  @Test
  void aLibraryThatIsNamedByNeedsIsJudged() throws Exception {
    policy.set("libraries", folder.toString());
    assertThat(Refusals.of(one("needs", "first.o", ";needs=\"libgomp.so.1\"").install(context)))
        .hasMessageContaining("libgomp.so.1")
        .hasMessageContaining("it lies outside the folders of libraries [" + folder + "]");
    one("without", "first.o", "").install(context).start();
  }

  @Test
  void aStackThatWouldBeExecutableIsRefusedWithOrWithoutAPolicy() throws Exception {
    Bundle bundle = one("stack", "executable-stack.o", "").install(context);
    assertThat(Refusals.of(bundle)).hasMessageContaining("executable stack");
    policy.set("digests", sha256("executable-stack.o"));
    assertThat(Refusals.of(bundle)).hasMessageContaining("executable stack");
    one("waived", "executable-stack.o", ";waive=executable-stack").install(context).start();
  }

  @Test
  void everyFileHasToComeFromWhereItMay() throws Exception {
    policy.set("origins", folder.toString());
    Path inside = Image.file(folder, "second.o");
    Path outside = Image.file(temporary.toRealPath(), "first.o");
    assertThatThrownBy(() -> Loader.open(List.of(inside, outside)))
        .isInstanceOf(PolicyException.class)
        .hasMessageContaining(
            "it comes from " + inside + "+" + outside + ", which origins does not list");
    Path moved = Files.move(outside, folder.resolve("first.o"));
    assertThat(Loader.open(List.of(inside, moved)).lookup("second")).isNotNull();
  }

  @Test
  void aFileThatAScriptNamesHasToComeFromThereToo() throws Exception {
    policy.set("origins", folder.toString());
    Path outside = Image.file(temporary.toRealPath(), "first.o");
    Path script = Files.writeString(folder.resolve("libfirst.a"), "INPUT(../first.o)\n");
    assertThatThrownBy(() -> Loader.open(script))
        .isInstanceOf(PolicyException.class)
        .hasMessageContaining(script + "+" + outside + ", which origins does not list");
    policy.set("digests", sha256("first.o"));
    assertThatThrownBy(() -> Loader.open(script))
        .isInstanceOf(PolicyException.class)
        .hasMessageContaining("the SHA-256 of " + script + " is ")
        .hasMessageNotContaining("first.o is");
    policy.set("digests", sha256("first.o"), sha256(Files.readAllBytes(script)));
    assertThat(Loader.open(script).lookup("first")).isNotNull();
  }

  @Test
  void ofABareFileItsOwnDigestCounts() throws Exception {
    Path file = Image.file(folder, "first.o");
    policy.set("digests", sha256("second.o"));
    Bundle bundle = installer.install("elf:file:" + file);
    assertThat(Refusals.of(bundle)).hasMessageContaining("first.o is " + sha256("first.o"));
    policy.set("digests", sha256("first.o"));
    bundle.start();
    policy.set("origins", folder.toString());
    bundle.stop();
    bundle.start();
  }

  /** What is linked when its bundle is made is a shared object as all others. */
  @Test
  void ofWhatIsWrappedTheImageInTheBundleIsJudged() throws Exception {
    Path file = Image.file(folder, "first.o");
    policy.set("digests", sha256("first.o"));
    Bundle bundle =
        context.installBundle("test:judged.wrapped", PluginBundle.of(file).openStream());
    String image =
        Refusals.of(bundle)
            .getMessage()
            .replaceFirst(".*its SHA-256 is (\\w{64}), which digests does not list", "$1");
    String path = bundle.getHeaders().get("Native-Plugin").replaceFirst(";.*", "");
    assertThat(image).isEqualTo(sha256(bundle.getEntry(path).openStream().readAllBytes()));
    policy.set("digests", image);
    bundle.start();
  }

  @Test
  void aBareFileIsRefusedByTheImportsOfWhatIsLinkedOfIt() throws Exception {
    policy.set("imports.deny", "exec*");
    Path file = Image.file(folder, "unwanted.o");
    assertThat(Refusals.of(installer.install("elf:file:" + file)))
        .hasMessageEndingWith("it imports execve, which imports.deny forbids (exec*)");
    assertThatThrownBy(() -> Loader.open(file))
        .isInstanceOf(PolicyException.class)
        .hasMessageEndingWith("it imports execve, which imports.deny forbids (exec*)");
  }
}
