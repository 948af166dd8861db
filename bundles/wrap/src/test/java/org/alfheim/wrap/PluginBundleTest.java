package org.alfheim.wrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.URL;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.alfheim.activator.PluginActivator;
import org.alfheim.activator.header.NativePlugin;
import org.alfheim.activator.header.SymbolPolicy;
import org.alfheim.elf.ElfException;
import org.alfheim.loader.Loader;
import org.alfheim.plugin.Linking;
import org.alfheim.plugin.OpenOptions;
import org.alfheim.plugin.TypeSource;
import org.alfheim.plugin.Waiver;
import org.alfheim.types.TypesException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.Version;

class PluginBundleTest {
  private static final String SOURCE = "int V = 7; int twice(int x) { return 2 * x; }";
  private static final String SERVICES =
      "osgi.service;objectClass:List<String>=\"org.alfheim.plugin.Plugin\",osgi.service;objectClass:List<String>=\"org.alfheim.plugin.Symbol\"";
  private static final String BUILD_ID = "00112233445566778899aabbccddeeff00112233";

  @TempDir Path folder;
  private Path library;

  @BeforeEach
  void compile() throws IOException, InterruptedException {
    library =
        Compiler.compile(
            folder,
            "libtwice.so.1.2.3",
            SOURCE,
            "-Wl,-soname,libtwice.so.1",
            "-Wl,--build-id=0x" + BUILD_ID,
            "-Wl,--no-as-needed",
            "-lm");
  }

  private static String header(PluginBundle bundle, String name) {
    return bundle.manifest().getMainAttributes().getValue(name);
  }

  private static WrapOptions options(String... pairs) {
    Map<String, String> options = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      options.put(pairs[i], pairs[i + 1]);
    }
    return WrapOptions.parse(options);
  }

  @Test
  void whatIsKnownOfTypesLiesBesideTheImage() throws Exception {
    Path debugged =
        Compiler.compile(
            folder, "libtyped.so", "int twice(int number) { return 2 * number; }", "-g");
    PluginBundle bundle = PluginBundle.of(debugged);
    assertThat(header(bundle, "Native-Plugin"))
        .isEqualTo("lib/libtyped.so;types=\"OSGI-INF/alfheim/types/lib/libtyped.so.btf\"");
    assertThat(typeOfTwice(bundle)).isEqualTo("int twice(int number)");
  }

  @Test
  void aHeaderSaysTheTypesOfAnImageThatDoesNot() throws Exception {
    Path header = Files.writeString(folder.resolve("twice.h"), "int twice(int argument);\n");
    PluginBundle bundle =
        PluginBundle.of(library).withHeaders(List.of(header.toString()), List.of());
    assertThat(typeOfTwice(bundle)).isEqualTo("int twice(int argument)");
    Path wrong = Files.writeString(folder.resolve("wrong.h"), "int thrice(int);\n");
    assertThatExceptionOfType(TypesException.class)
        .isThrownBy(
            () -> PluginBundle.of(library).withHeaders(List.of(wrong.toString()), List.of()))
        .withMessageContaining("wrong.h declares none of the 2 names that the image exports");
  }

  /** As the loader reads it from the jar, for an image that says nothing. */
  private String typeOfTwice(PluginBundle bundle) throws Exception {
    byte[] types = bundle.types().btf().orElseThrow();
    Path silent = Compiler.compile(folder, "libsilent.so", "int twice(int x) { return 2 * x; }");
    byte[] image = Files.readAllBytes(silent);
    TypeSource beside =
        new TypeSource() {
          @Override
          public String name() {
            return "types";
          }

          @Override
          public MemorySegment read(Arena arena) {
            return MemorySegment.ofArray(types);
          }
        };
    return Loader.open(
            "silent " + bundle.name(), image, OpenOptions.builder().typesFrom(beside).build())
        .lookup("twice")
        .type()
        .orElseThrow()
        .type()
        .declare("twice");
  }

  @Test
  void theImageSaysWhatTheBundleIs() throws IOException {
    PluginBundle bundle = PluginBundle.of(library);

    assertThat(bundle.symbolicName()).isEqualTo("libtwice");
    assertThat(bundle.version()).isEqualTo("1.2.3");
    assertThat(header(bundle, "Bundle-ManifestVersion")).isEqualTo("2");
    assertThat(header(bundle, "Bundle-SymbolicName")).isEqualTo("libtwice");
    assertThat(header(bundle, "Bundle-Version")).isEqualTo("1.2.3");
    assertThat(header(bundle, "Bundle-Name")).isEqualTo("libtwice.so.1.2.3");
    assertThat(header(bundle, "Provide-Capability"))
        .isEqualTo(
            "org.alfheim.plugin;name=\"libtwice.so.1.2.3\";soname=\"libtwice.so.1\";version:Version=\"1.2.3\";buildid=\""
                + BUILD_ID
                + "\";arch=\"x86-64\","
                + SERVICES);
    assertThat(header(bundle, "Require-Capability"))
        .isEqualTo(
            "osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=25))\","
                + "osgi.native;filter:=\"(&(osgi.native.osname~=linux)(osgi.native.processor~=x86-64))\","
                + "org.alfheim.loader;filter:=\"(&(version>=1.0.0)(!(version>=2.0.0)))\"");
  }

  @Test
  void theSonameGivesTheVersionThatTheFileLacks() throws IOException {
    PluginBundle bundle =
        PluginBundle.of("libother.so", Files.readAllBytes(library), WrapOptions.NONE);

    assertThat(bundle.version()).isEqualTo("1");
    assertThat(bundle.symbolicName()).isEqualTo("libtwice");
    assertThat(bundle.entry()).isEqualTo("lib/libother.so");
  }

  @Test
  void anImageWithoutSonameIsNamedByItsFile() throws IOException, InterruptedException {
    PluginBundle bundle =
        PluginBundle.of(Compiler.compile(folder, "plain.so", SOURCE, "-Wl,--build-id=none"));

    assertThat(bundle.symbolicName()).isEqualTo("plain");
    assertThat(bundle.version()).isEqualTo("0");
    assertThat(header(bundle, "Native-Plugin")).isEqualTo("lib/plain.so");
    assertThat(header(bundle, "Provide-Capability"))
        .isEqualTo(
            "org.alfheim.plugin;name=\"plain.so\";soname=\"plain.so\";arch=\"x86-64\"," + SERVICES);
  }

  @Test
  void aLinkIsWhatItLeadsTo() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("libtwice.so.1"), library.getFileName());

    assertThat(bytes(PluginBundle.of(link))).isEqualTo(bytes(PluginBundle.of(library)));
  }

  @Test
  void theActivatorReadsTheHeaderBack() throws IOException {
    PluginBundle bundle =
        PluginBundle.of(
            library,
            options(
                "name", "tw\"i;c,e",
                "symbols", "on-demand",
                "declare", "V,twice",
                "services", "com.example.Twice,com.example.spi.Other",
                "version", "9.8.7.beta",
                "waive", "executable-stack"));

    assertThat(NativePlugin.parse(header(bundle, "Native-Plugin")))
        .containsExactly(
            new NativePlugin(
                "lib/libtwice.so.1.2.3",
                Optional.of("tw\"i;c,e"),
                Optional.of(SymbolPolicy.ON_DEMAND),
                List.of("V", "twice"),
                List.of("com.example.Twice", "com.example.spi.Other"),
                Optional.of(new Version(9, 8, 7, "beta")),
                Set.of(Waiver.EXECUTABLE_STACK),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Linking.USUAL));
    assertThat(bundle.symbolicName()).isEqualTo("tw_i_c_e");
    assertThat(header(bundle, "Import-Package"))
        .isEqualTo("org.alfheim.activator;version=\"[1.0,2)\",com.example,com.example.spi");
  }

  @Test
  void importsTheActivatorThatThereIs() throws IOException {
    PluginBundle bundle = PluginBundle.of(library);
    Manifest activator = manifestOfActivator();

    assertThat(header(bundle, "Bundle-Activator")).isEqualTo(PluginActivator.class.getName());
    assertThat(header(bundle, "Import-Package"))
        .isEqualTo(PluginActivator.class.getPackageName() + ";version=\"[1.0,2)\"");
    assertThat(activator.getMainAttributes().getValue("Export-Package"))
        .contains(PluginActivator.class.getPackageName() + ";version=\"1.");
    assertThat(activator.getMainAttributes().getValue("Provide-Capability"))
        .startsWith("org.alfheim.loader;version:Version=\"1.");
  }

  /** As bnd has written it, in the folder of classes or the jar that the tests see. */
  private static Manifest manifestOfActivator() throws IOException {
    for (URL url :
        Collections.list(
            PluginActivator.class.getClassLoader().getResources(JarFile.MANIFEST_NAME))) {
      try (InputStream content = url.openStream()) {
        Manifest manifest = new Manifest(content);
        if ("org.alfheim.activator"
            .equals(manifest.getMainAttributes().getValue("Bundle-SymbolicName"))) {
          return manifest;
        }
      }
    }
    throw new AssertionError("the activator's manifest is not on the class path");
  }

  @Test
  void requiresThePluginsThatItIsToldTo() throws IOException {
    assertThat(
            header(
                PluginBundle.of(library, options("requires", "libm.so.6")), "Require-Capability"))
        .endsWith(",org.alfheim.plugin;filter:=\"(soname=libm.so.6)\"");
  }

  @Test
  void requiresTheVersionsOfSymbolsThatTheImageWasLinkedTo()
      throws IOException, InterruptedException {
    Path map =
        Files.writeString(
            folder.resolve("v.map"),
            "ODD_1 { global: old; local: *; }; ODD_2 { global: two; } ODD_1;");
    Path provider =
        Compiler.compile(
            folder,
            "libodd.so.1",
            "int old(void) { return 1; } int two(void) { return 2; }",
            "-Wl,-soname,libodd.so.1",
            "-Wl,--version-script=" + map);
    Path consumer =
        Compiler.compile(
            folder,
            "libuser.so",
            "int two(void); int use(void) { return two(); }",
            provider.toString());

    assertThat(header(PluginBundle.of(provider), "Provide-Capability"))
        .contains(";symbol.versions:List<String>=\"ODD_1,ODD_2\"");
    assertThat(
            header(
                PluginBundle.of(consumer, options("requires", "libodd.so.1")),
                "Require-Capability"))
        .endsWith(",org.alfheim.plugin;filter:=\"(&(soname=libodd.so.1)(symbol.versions=ODD_2))\"");
  }

  @ParameterizedTest
  @CsvSource({
    "linux, x86-64, true",
    "Linux, X86-64, true",
    "linux, aarch64, false",
    "win32, x86-64, false"
  })
  void resolvesWhereTheImageRuns(String system, String processor, boolean resolves)
      throws IOException, InvalidSyntaxException {
    Matcher platform =
        Pattern.compile("osgi\\.native;filter:=\"([^\"]+)\"")
            .matcher(header(PluginBundle.of(library), "Require-Capability"));
    assertThat(platform.find()).isTrue();

    assertThat(
            FrameworkUtil.createFilter(platform.group(1))
                .matches(
                    Map.of(
                        "osgi.native.osname", List.of("any", system),
                        "osgi.native.processor", List.of("any", processor))))
        .isEqualTo(resolves);
  }

  @Test
  void everyAttributeThatTheLoaderReadsIsAnOption() {
    // Which file has the types, wrap itself says.
    assertThat(known(() -> NativePlugin.parse("x;unknown=1")).replace(", types", ""))
        .isEqualTo(
            known(() -> WrapOptions.parse(Map.of("unknown", "1"))).replace(", requires", ""));
  }

  /** The list at the end of a message that refuses an attribute. */
  private static String known(ThrowingCallable refused) {
    return catchThrowable(refused).getMessage().replaceAll(".*there are ", "");
  }

  @Test
  void anInterfaceIsAServiceThatAResolverCanFind() throws IOException {
    assertThat(
            header(
                PluginBundle.of(library, options("services", "com.example.Twice")),
                "Provide-Capability"))
        .endsWith(
            ",osgi.service;objectClass:List<String>=\"com.example.Twice\";uses:=\"com.example\"");
  }

  @Test
  void refusesToRequireWhatTheImageDoesNotNeed() {
    assertThatExceptionOfType(WrapException.class)
        .isThrownBy(() -> PluginBundle.of(library, options("requires", "libq.so")))
        .withMessage(
            "requires=libq.so: libtwice.so.1.2.3 does not need it; its DT_NEEDED are libm.so.6,"
                + " libc.so.6");
  }

  @Test
  void theJarHoldsTheManifestFirstAndTheImageUnchanged() throws IOException {
    PluginBundle bundle = PluginBundle.of(library);
    try (JarInputStream jar = new JarInputStream(bundle.openStream())) {
      assertThat(jar.getManifest()).isEqualTo(bundle.manifest());
      JarEntry entry = jar.getNextJarEntry();
      assertThat(entry.getName()).isEqualTo("lib/libtwice.so.1.2.3");
      assertThat(jar.readAllBytes()).isEqualTo(Files.readAllBytes(library));
      assertThat(jar.getNextJarEntry()).isNull();
    }
  }

  @Test
  void theSameImageGivesTheSameBytes() throws IOException, InterruptedException {
    byte[] first = bytes(PluginBundle.of(library));
    Thread.sleep(2_100); // a zip archive counts in steps of two seconds
    byte[] second =
        bytes(
            PluginBundle.of(
                "/elsewhere/libtwice.so.1.2.3", Files.readAllBytes(library), WrapOptions.NONE));

    assertThat(second).isEqualTo(first);
  }

  private static byte[] bytes(PluginBundle bundle) throws IOException {
    try (InputStream jar = bundle.openStream()) {
      return jar.readAllBytes();
    }
  }

  @Test
  void refusesWhatIsNoSharedObject() throws IOException {
    Path text = Files.writeString(folder.resolve("libtext.so"), "no image");

    assertThatExceptionOfType(ElfException.class)
        .isThrownBy(() -> PluginBundle.of(text))
        .withMessageContaining("invalid filetype, only ELF64 supported");
  }

  @Test
  void saysWhichFileIsNotThere() {
    Path missing = folder.resolve("missing.so");
    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> PluginBundle.of(missing))
        .withMessage(missing + ": no such file");
    assertThatExceptionOfType(FileSystemException.class)
        .isThrownBy(() -> PluginBundle.of(folder))
        .withMessage(folder + ": it is a directory, not a file");
  }
}
