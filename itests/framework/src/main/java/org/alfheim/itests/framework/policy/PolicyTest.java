package org.alfheim.itests.framework.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.alfheim.deployer.PluginInstaller;
import org.alfheim.itests.framework.fixture.Image;
import org.alfheim.itests.framework.fixture.Jars;
import org.alfheim.itests.framework.fixture.Log;
import org.alfheim.itests.framework.fixture.NativeBundle;
import org.alfheim.itests.framework.fixture.PolicyConfiguration;
import org.alfheim.itests.framework.fixture.Refusals;
import org.alfheim.itests.framework.fixture.Services;
import org.alfheim.itests.framework.fixture.Signed;
import org.alfheim.itests.framework.fixture.Waiting;
import org.alfheim.itests.framework.fixture.WatchedFolder;
import org.alfheim.loader.Loader;
import org.alfheim.plugin.Plugin;
import org.alfheim.plugin.PolicyException;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.log.LogLevel;
import org.osgi.service.log.LogReaderService;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.common.annotation.InjectService;

/**
 * Each rule keeps an unwanted image out, by whatever way it comes, before any code of it is mapped;
 * and without the rule it comes in by that way.
 */
class PolicyTest {

  /** A line of proc_pid_maps(5) with the permission to execute. */
  private static final Pattern CODE = Pattern.compile("\\S+ ..x");

  @TempDir static Path keys;
  private static Signed signed;

  @InjectBundleContext BundleContext context;
  @InjectService ConfigurationAdmin configurations;
  @InjectService LogReaderService reader;
  @InjectService PluginInstaller installer;
  @InjectService CommandProcessor shell;
  @TempDir Path temporary;

  private Path folder;
  private PolicyConfiguration policy;

  /** The rules, each with values that let in what is wanted, and what is said of the unwanted. */
  private final Map<String, Expectation> rules = new TreeMap<>();

  private record Expectation(List<String> values, String objection) {}

  @BeforeAll
  static void makeKeys() throws IOException {
    signed = new Signed(keys).key("trusted").key("stranger").authority("authority").key("issued");
    signed.issue("authority", "issued");
  }

  @BeforeEach
  void prepare() throws IOException, GeneralSecurityException {
    folder = Files.createDirectory(temporary.toRealPath().resolve("drop"));
    policy = new PolicyConfiguration(context, configurations, reader);
    rules.put(
        "imports.deny",
        new Expectation(
            List.of("system", "exec*"),
            "it imports execve, system, which imports.deny forbids (system, exec*)"));
    rules.put(
        "imports.allow",
        new Expectation(
            List.of("dl*", "unwanted"),
            "it imports execve, system, which imports.allow does not list"));
    rules.put(
        "digests",
        new Expectation(
            List.of(sha256("libwanted.so"), sha256("libneeds.so")),
            "its SHA-256 is " + sha256("libunwanted.so") + ", which digests does not list"));
    rules.put(
        "origins",
        new Expectation(List.of("test:policy.wanted*", "/nowhere"), "which origins does not list"));
    rules.put("signers", new Expectation(List.of(signed.fingerprint("trusted")), "signers"));
  }

  @AfterEach
  void leave() throws Exception {
    policy.close();
    for (Bundle bundle : context.getBundles()) {
      if (bundle.getLocation().startsWith("elf:")) {
        bundle.uninstall();
      }
    }
  }

  private static String sha256(String image) throws GeneralSecurityException {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(Image.bytes(image)));
  }

  private static NativeBundle bundle(String name, String image) {
    return NativeBundle.named("policy." + name)
        .plugin("lib/lib" + name + ".so;name=" + name)
        .image("lib/lib" + name + ".so", image);
  }

  /** A plugin that every rule lets in. */
  private Bundle wanted(String name, String image) throws IOException, BundleException {
    return wanted(bundle("wanted." + name, image), name);
  }

  private Bundle wanted(NativeBundle bundle, String name) throws IOException, BundleException {
    try (InputStream jar = signed.jar(bundle, "trusted")) {
      return context.installBundle("test:policy.wanted." + name, jar);
    }
  }

  /**
   * Whether code of a file is in the process. The copy that is judged can be read and not executed,
   * and where a file is tried again it comes and goes.
   */
  private static boolean mapped(String name) throws IOException {
    try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
      return maps.anyMatch(line -> line.contains(name) && CODE.matcher(line).lookingAt());
    }
  }

  /** A way that ends in an exception, under each rule; then without. */
  private void keepsOut(String name, ThrowingCallable way) throws Throwable {
    for (Map.Entry<String, Expectation> rule : rules.entrySet()) {
      policy.set(Map.of(rule.getKey(), rule.getValue().values()));

      Throwable refusal = catchThrowable(way);

      assertThat(refusal)
          .as(rule.getKey())
          .hasStackTraceContaining("refused by the policy org.alfheim.policy")
          .hasStackTraceContaining(rule.getValue().objection())
          .satisfies(thrown ->
              assertThat(causes(thrown)).hasAtLeastOneElementOfType(PolicyException.class));
      assertThat(mapped(name)).as(rule.getKey()).isFalse();
    }
    policy.close();
    way.call();
    assertThat(mapped(name)).isTrue();
  }

  private static List<Throwable> causes(Throwable thrown) {
    return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause).toList();
  }

  @Test
  void aBundle() throws Throwable {
    Bundle bundle = bundle("unwanted-bundle", "libunwanted.so").install(context);

    keepsOut("libunwanted-bundle.so", bundle::start);
  }

  @Test
  void aBundleThatAnotherNeeds() throws Throwable {
    bundle("unwanted-provider", "libunwanted.so")
        .header("Provide-Capability", "org.alfheim.plugin;name=unwanted-provider")
        .install(context);
    Bundle consumer =
        wanted(
            bundle("wanted.consumer", "libwanted.so")
                .header(
                    "Require-Capability",
                    "org.alfheim.plugin;filter:=\"(name=unwanted-provider)\""),
            "consumer");

    keepsOut("libunwanted-provider.so", consumer::start);
  }

  @Test
  void aLibraryThatAPluginNeeds() throws Throwable {
    rules.compute("digests", (_, rule) -> new Expectation(rule.values(), "its SHA-256 is "));
    Bundle bundle = wanted("needing", "libneeds.so");

    keepsOut("libunwanted-need.so", bundle::start);
  }

  @Test
  void aFileByItsUrl() throws Throwable {
    Path file = Files.write(folder.resolve("libunwanted-url.so"), Image.bytes("libunwanted.so"));
    Bundle bundle = installer.install("elf:file:" + file);

    keepsOut("libunwanted-url.so", bundle::start);
  }

  @Test
  void aFileThatTheShellOpens() throws Throwable {
    Path file = Files.write(folder.resolve("libunwanted-shell.so"), Image.bytes("libunwanted.so"));
    try (CommandSession session =
        shell.createSession(
            InputStream.nullInputStream(),
            OutputStream.nullOutputStream(),
            OutputStream.nullOutputStream())) {
      keepsOut("libunwanted-shell.so", () -> session.execute("plugin:open " + file));
    }
  }

  @Test
  void aFileThatJavaOpens() throws Throwable {
    Path file = Files.write(folder.resolve("libunwanted-java.so"), Image.bytes("libunwanted.so"));

    keepsOut("libunwanted-java.so", () -> Loader.open(file));
  }

  @Test
  void aFileThatIsDropped() throws Exception {
    Configuration watch =
        configurations.createFactoryConfiguration("org.apache.felix.fileinstall", "?");
    watch.update(
        FrameworkUtil.asDictionary(
            Map.of(
                "felix.fileinstall.dir", folder.toString(),
                "felix.fileinstall.poll", "50",
                "felix.fileinstall.tmpdir", temporary.resolve("tmp").toString())));
    try {
      int number = 0;
      for (Map.Entry<String, Expectation> rule : rules.entrySet()) {
        policy.set(Map.of(rule.getKey(), rule.getValue().values()));
        String name = "libunwanted-dropped" + ++number + ".so";
        try (Log log = new Log(reader)) {
          drop(name);
          assertThat(log.lines(deployer(), LogLevel.ERROR, name))
              .singleElement()
              .asString()
              .contains("is installed and not started")
              .contains("refused by the policy org.alfheim.policy")
              .contains(rule.getValue().objection());
        }
        assertThat(mapped(name)).isFalse();
      }
      policy.close();
      drop("libunwanted-dropped.so");
      Waiting.until(
          Duration.ofSeconds(100),
          "the file to be opened",
          () -> {
            Bundle bundle =
                context.getBundle("elf:file:" + folder.resolve("libunwanted-dropped.so"));
            return bundle != null && bundle.getState() == Bundle.ACTIVE;
          });
      assertThat(mapped("libunwanted-dropped.so")).isTrue();
    } finally {
      watch.delete();
      WatchedFolder.awaitEnd(folder);
    }
  }

  private void drop(String name) throws IOException {
    Path whole = Files.write(temporary.resolve(name), Image.bytes("libunwanted.so"));
    Files.move(whole, folder.resolve(name));
  }

  private Bundle deployer() {
    return FrameworkUtil.getBundle(installer.getClass());
  }

  @Test
  void aLibraryThatAPluginLoadsItself() throws Exception {
    Path file = Files.write(folder.resolve("libunwanted-nested.so"), Image.bytes("libunwanted.so"));
    int number = 0;
    for (Map.Entry<String, Expectation> rule : rules.entrySet()) {
      policy.set(Map.of(rule.getKey(), rule.getValue().values()));
      // An image of its own under each rule: a new name makes it one.
      wanted("nesting" + ++number, "libwanted.so").start();
      Plugin plugin = new Services(context).plugin("wanted.nesting" + number);
      for (String way : List.of("load", "load_apart")) {
        assertThat(call(plugin, way, file.toString())).as(rule.getKey()).isEqualTo(0);
        assertThat((String) plugin.lookup("reason").function("char *reason(void)").call(List.of()))
            .contains("refused by the policy org.alfheim.policy to load " + file)
            .contains(rule.getValue().objection());
      }
      assertThat(call(plugin, "load", "libm.so.6")).as(rule.getKey()).isEqualTo(1);
    }
    assertThat(mapped(file.toString())).isFalse();

    policy.close();
    wanted("nesting", "libwanted.so").start();
    assertThat(call(new Services(context).plugin("wanted.nesting"), "load", file.toString()))
        .isEqualTo(1);
  }

  private static Object call(Plugin plugin, String function, String argument) {
    return plugin
        .lookup(function)
        .function("int " + function + "(const char *)")
        .call(List.of(argument));
  }

  @Test
  void aFunctionThatAPluginLooksUpItself() throws Exception {
    policy.set("imports.deny", "system");
    wanted("looking", "libwanted.so").start();
    Plugin plugin = new Services(context).plugin("wanted.looking");

    assertThat(call(plugin, "has", "getpid")).isEqualTo(1);
    assertThat(call(plugin, "has", "system")).isEqualTo(0);
  }

  @Test
  void anImageThatDefinesWhatItIsNotBoundTo() throws Exception {
    policy.set("imports.deny", "system");

    assertThat(Refusals.of(bundle("posing", "libposes.so").install(context)))
        .hasMessageContaining("it imports system, which imports.deny forbids (system)");
  }

  @Test
  void aLibraryThatComesWithAPluginIsAskedAsThePluginIs() throws Exception {
    Path file = Files.write(folder.resolve("libunwanted-help.so"), Image.bytes("libunwanted.so"));
    policy.set("imports.deny", "system", "exec*");
    wanted("helped", "libhelped.so").start();
    Plugin plugin = new Services(context).plugin("wanted.helped");

    assertThat(call(plugin, "has", "getpid")).isEqualTo(1);
    assertThat(call(plugin, "has", "system")).isEqualTo(0);
    assertThat(call(plugin, "load", file.toString())).isEqualTo(0);
    assertThat((String) plugin.lookup("reason").function("char *reason(void)").call(List.of()))
        .contains("it imports execve, system, which imports.deny forbids");
    assertThat(mapped(file.toString())).isFalse();
  }

  @Test
  void aChangeOfThePolicyIsForTheNextOpen() throws Exception {
    Bundle bundle = bundle("changing", "libunwanted.so").install(context);
    bundle.start();
    Plugin plugin = new Services(context).plugin("changing");

    policy.set("imports.deny", "system");
    assertThat(bundle.getState()).isEqualTo(Bundle.ACTIVE);
    assertThat(plugin.lookup("unwanted").function("int unwanted(void)").call(List.of()))
        .isEqualTo(13);

    bundle.stop();
    assertThat(Refusals.of(bundle)).hasCauseInstanceOf(PolicyException.class);

    policy.close();
    bundle.start();
    assertThat(new Services(context).plugin("changing")).isSameAs(plugin);
  }

  @Test
  void aConfigurationThatIsNotValidKeepsEverythingOut() throws Exception {
    Bundle bundle = bundle("anything", "libwanted.so").install(context);
    Map<String, String> problems =
        Map.of(
            "digests", "digests: 12ab is no SHA-256; that has 64 hexadecimal digits",
            "libraries", "libraries: 12ab is no absolute path of a folder",
            "import.deny",
                "import.deny: there is no such rule; there are signers, digests, imports.allow, imports.deny, origins, libraries");
    for (Map.Entry<String, String> problem : problems.entrySet()) {
      assertThat(policy.set(problem.getKey(), "12ab"))
          .isEqualTo("org.alfheim.policy: nothing is opened: " + problem.getValue());
      assertThat(Refusals.of(bundle))
          .hasMessage(
              "policy.anything!/lib/libanything.so: refused by the policy org.alfheim.policy: it is not valid, so nothing is opened ("
                  + problem.getValue()
                  + ")");
    }
    policy.set("imports.deny", "nothing");
    bundle.start();
  }

  @Test
  void severalRulesMustAllBeSatisfied() throws Exception {
    policy.set(
        Map.of(
            "imports.deny",
            "system, exec*",
            "origins",
            folder + ",test:*",
            "digests",
            new String[] {sha256("libunwanted.so")}));

    assertThat(Refusals.of(bundle("several", "libunwanted.so").install(context)))
        .hasMessageEndingWith(
            "refused by the policy org.alfheim.policy: it imports execve, system, which imports.deny forbids (system, exec*)");
    assertThat(Refusals.of(bundle("others", "libwanted.so").install(context)))
        .hasMessageEndingWith("which digests does not list");
  }

  @Test
  void originsAreFoldersToo() throws Exception {
    policy.set("origins", folder.toString());
    Path inside = Image.file(folder, "libfirst.so.1");
    Path outside = Image.file(temporary.toRealPath(), "libfirst.so.1");
    Path link = Files.createSymbolicLink(folder.resolve("link.so"), outside);

    Loader.open(inside);
    installer.install("elf:file:" + inside + "?name=inside").start();
    assertThat(catchThrowable(() -> Loader.open(outside))).isInstanceOf(PolicyException.class);
    assertThat(catchThrowable(() -> Loader.open(link))).isInstanceOf(PolicyException.class);
    assertThat(
            catchThrowable(
                () -> Loader.open(folder.resolve("..").resolve("drop/../libfirst.so.1"))))
        .isInstanceOf(PolicyException.class);
  }

  @Test
  void anAuthorityVouchesForWhomItHasIssuedACertificate() throws Exception {
    policy.set("signers", signed.fingerprint("authority"));

    context
        .installBundle("test:issued", signed.jar(bundle("issued", "libwanted.so"), "issued"))
        .start();
    assertThat(new Services(context).plugin("issued").lookup("wanted")).isNotNull();
  }

  @Test
  void aStrangersSignatureDoesNotCount() throws Exception {
    policy.set("signers", signed.fingerprint("trusted"), signed.fingerprint("authority"));

    assertThat(
            Refusals.of(
                context.installBundle(
                    "test:strange", signed.jar(bundle("strange", "libwanted.so"), "stranger"))))
        .hasMessageContaining("it is signed by CN=stranger (SHA-256 ")
        .hasMessageEndingWith("), whom signers does not list");
  }

  @Test
  void anImageThatIsNotTheSignedOneIsRefused() throws Exception {
    policy.set("signers", signed.fingerprint("trusted"));
    byte[] jar = signed.jar(bundle("swapped", "libwanted.so"), "trusted").readAllBytes();

    Bundle bundle =
        context.installBundle(
            "test:swapped",
            Jars.replacing(jar, "lib/libswapped.so", Image.bytes("libunwanted.so")));

    assertThat(Refusals.of(bundle))
        .hasMessageContaining("the signature of its bundle is broken")
        .hasMessageContaining("lib/libswapped.so");
  }

  @Test
  void anImageThatWasAddedToASignedBundleIsNotSigned() throws Exception {
    policy.set("signers", signed.fingerprint("trusted"));
    NativeBundle bundle =
        NativeBundle.named("policy.added").plugin("lib/libadded.so").entry("other", new byte[1]);
    byte[] jar = signed.jar(bundle, "trusted").readAllBytes();

    Bundle added =
        context.installBundle(
            "test:added", Jars.replacing(jar, "lib/libadded.so", Image.bytes("libwanted.so")));

    assertThat(Refusals.of(added))
        .hasMessageEndingWith("it is not signed, and signers asks for it");
  }
}
