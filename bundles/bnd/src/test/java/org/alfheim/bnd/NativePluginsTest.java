package org.alfheim.bnd;

import static org.assertj.core.api.Assertions.assertThat;

import aQute.bnd.header.Parameters;
import aQute.bnd.osgi.Jar;
import aQute.bnd.osgi.repository.ResourcesRepository;
import aQute.bnd.osgi.resource.CapReqBuilder;
import aQute.bnd.osgi.resource.ResourceBuilder;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.Attributes;
import org.alfheim.bind.Handle;
import org.alfheim.bind.OpaquePointer;
import org.alfheim.bnd.contract.Adding;
import org.alfheim.bnd.contract.Doubling;
import org.alfheim.bnd.contract.Everything;
import org.alfheim.bnd.contract.Misfits;
import org.alfheim.bnd.contract.Opening;
import org.alfheim.wrap.PluginBundle;
import org.alfheim.wrap.WrapOptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.Version;

class NativePluginsTest {
  private static final String BUILD_ID = "00112233445566778899aabbccddeeff00112233";

  @TempDir static Path compiled;
  @TempDir Path folder;

  /** A library of its own, that nothing but itself knows. */
  private Path twice;

  /** A library that needs the one above in its second version. */
  private Path user;

  @BeforeAll
  static void compile() throws Exception {
    Path map =
        Files.writeString(
            compiled.resolve("map"),
            "TWICE_1 { global: twice; local: *; }; TWICE_2 { global: thrice; } TWICE_1;");
    Path twice =
        Compiler.compile(
            compiled,
            "libtwice.so.1.4.2",
            "int twice(int x) { return 2 * x; } int thrice(int x) { return 3 * x; }",
            "-Wl,-soname,libtwice.so.1",
            "-Wl,--build-id=0x" + BUILD_ID,
            "-Wl,--version-script=" + map);
    Compiler.compile(
        compiled,
        "libuser.so",
        "int thrice(int); int use(int x) { return thrice(x); }",
        twice.toString());
  }

  @BeforeEach
  void copy() throws Exception {
    twice = Files.copy(compiled.resolve("libtwice.so.1.4.2"), folder.resolve("libtwice.so.1.4.2"));
    user = Files.copy(compiled.resolve("libuser.so"), folder.resolve("libuser.so"));
  }

  private Build build(String nativePlugin) {
    return new Build(folder).with("Native-Plugin", nativePlugin);
  }

  /** A bundle that provides {@code libtwice.so.1}, as this plugin makes them. */
  private Jar provider(String version) throws Exception {
    try (Build build = build("lib/libtwice.so.1=libtwice.so.1.4.2;version=" + version)) {
      return Build.bundle(
          "com.example.twice", "Provide-Capability: " + build.header("Provide-Capability"));
    }
  }

  @Test
  void anImageGivesTheWholeManifest() throws Exception {
    try (Build build = build("lib/libtwice.so=libtwice.so.1.4.2;name=two")) {
      assertThat(build.complaints()).isEmpty();
      assertThat(build.jar().getResource("lib/libtwice.so").size()).isEqualTo(Files.size(twice));
      assertThat(build.header("Native-Plugin"))
          .isEqualTo("lib/libtwice.so;name=\"two\";version=\"1.4.2\"");
      assertThat(build.header("Bundle-Activator"))
          .isEqualTo("org.alfheim.activator.PluginActivator");
      assertThat(build.header("Import-Package"))
          .isEqualTo("org.alfheim.activator;version=\"[1.0,2)\"");
      assertThat(capability(build, "org.alfheim.plugin"))
          .containsOnly(
              Map.entry("name", "two"),
              Map.entry("soname", "libtwice.so.1"),
              Map.entry("version", Version.parseVersion("1.4.2").toString()),
              Map.entry("buildid", BUILD_ID),
              Map.entry("arch", "x86-64"),
              Map.entry("symbol.versions", "TWICE_1,TWICE_2"));
      assertThat(new Parameters(build.header("Require-Capability")).keySet())
          .containsExactly("osgi.ee", "osgi.native", "org.alfheim.loader");
    }
  }

  private static Map<String, String> capability(Build build, String namespace) throws Exception {
    return new Parameters(build.header("Provide-Capability")).get(namespace);
  }

  @Test
  void theCommandWritesTheSameManifest() throws Exception {
    Map<String, String> options =
        Map.of("name", "two", "symbols", "on-demand", "declare", "twice,thrice");
    Attributes wrapped =
        PluginBundle.of(twice, WrapOptions.parse(options)).manifest().getMainAttributes();
    try (Build build =
        build("lib/=libtwice.so.1.4.2;name=two;symbols=on-demand;declare=\"twice,thrice\"")
            .with("Bundle-SymbolicName", "two")
            .with("Bundle-Version", "1.4.2")) {
      Attributes built = build.jar().getManifest().getMainAttributes();

      assertThat(built.keySet()).containsExactlyInAnyOrderElementsOf(wrapped.keySet());
      wrapped.forEach((name, value) ->
          assertThat(new Parameters(built.get(name).toString()))
              .as(name.toString())
              .hasToString(new Parameters(value.toString()).toString()));
    }
  }

  @Test
  void aBundleWithoutImagesIsLeftAsItIs() throws Exception {
    try (Build build = new Build(folder).with("-includeresource", "libtwice.so.1.4.2")) {
      assertThat(build.complaints()).isEmpty();
      assertThat(build.header("Bundle-Activator")).isNull();
      assertThat(build.header("Require-Capability")).isNull();
    }
  }

  @Test
  void whatTheBundleSaysBesidesStays() throws Exception {
    try (Build build =
        build("lib/libtwice.so=libtwice.so.1.4.2")
            .with("Provide-Capability", "com.example.own;a=b")
            .with("Require-Capability", "com.example.other;resolution:=optional")) {
      assertThat(build.complaints()).isEmpty();
      assertThat(new Parameters(build.header("Provide-Capability")).keySet())
          .contains("com.example.own", "org.alfheim.plugin");
      assertThat(new Parameters(build.header("Require-Capability")).keySet())
          .contains("com.example.other", "org.alfheim.loader");
    }
  }

  @Test
  void anImageMayBeInTheBundleAlready() throws Exception {
    try (Build build =
        build("lib/libtwice.so.1.4.2;symbols=declared;declare=twice")
            .with("-includeresource", "lib/=libtwice.so.1.4.2")) {
      assertThat(build.complaints()).isEmpty();
      assertThat(build.header("Native-Plugin"))
          .isEqualTo(
              "lib/libtwice.so.1.4.2;symbols=\"declared\";declare=\"twice\";version=\"1.4.2\"");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"lib;symbols=on-demand", "lib/;symbols=on-demand"})
  void aFolderOfTheBundleIsAllTheImagesInIt(String header) throws Exception {
    Files.writeString(folder.resolve("README"), "no image");
    try (Build build =
        build(header)
            .with("-includeresource", "lib/=libtwice.so.1.4.2,lib/=libuser.so,lib/=README")) {
      assertThat(build.complaints()).isEmpty();
      assertThat(build.header("Native-Plugin"))
          .isEqualTo(
              "lib/libtwice.so.1.4.2;symbols=\"on-demand\";version=\"1.4.2\",lib/libuser.so;symbols=\"on-demand\"");
    }
  }

  @Test
  void aFolderOutsideIsAllTheImagesInItEachOnce() throws Exception {
    Path native_ = Files.createDirectory(folder.resolve("native"));
    Files.copy(twice, native_.resolve("libtwice.so.1.4.2"));
    Files.createSymbolicLink(native_.resolve("libtwice.so"), Path.of("libtwice.so.1"));
    Files.createSymbolicLink(native_.resolve("libtwice.so.1"), Path.of("libtwice.so.1.4.2"));
    Files.copy(user, native_.resolve("libuser.so"));
    Files.writeString(native_.resolve("README"), "no image");
    try (Build build = build("lib=native")) {
      assertThat(build.complaints()).isEmpty();
      assertThat(build.jar().getDirectory("lib"))
          .containsOnlyKeys("lib/libtwice.so.1.4.2", "lib/libuser.so");
      assertThat(new Parameters(build.header("Native-Plugin")))
          .containsOnlyKeys("lib/libtwice.so.1.4.2", "lib/libuser.so");
    }
  }

  @Test
  void imagesOfOneBundleDoNotRequireEachOther() throws Exception {
    try (Build build = build("lib/=libuser.so,lib/=libtwice.so.1.4.2")) {
      assertThat(build.complaints()).isEmpty();
      assertThat(build.header("Require-Capability")).doesNotContain("org.alfheim.plugin");
    }
  }

  @Test
  void aLibraryOfAPluginBundleOnTheBuildPathIsRequired() throws Exception {
    try (Build build = build("lib/=libuser.so").path(provider("1.5.9")).path(provider("1.4.2"))) {
      assertThat(build.complaints()).isEmpty();
      assertThat(filter(build))
          .isEqualTo("(&(soname=libtwice.so.1)(symbol.versions=TWICE_2)(version>=1.4.0))");
    }
  }

  @Test
  void aModuleThatIsNotPackagedYetIsAProviderToo() throws Exception {
    Path classes = Files.createDirectories(folder.resolve("target/classes"));
    Path metadata = Files.createDirectory(classes.resolve("META-INF"));
    try (Jar provider = provider("1.4.2");
        OutputStream manifest = Files.newOutputStream(metadata.resolve("MANIFEST.MF"))) {
      provider.getManifest().write(manifest);
    }
    Files.writeString(classes.resolve("about.txt"), "A bundle is not empty.");
    try (Build build = build("lib/=libuser.so").path(new Jar("module", classes.toFile()))) {
      assertThat(build.complaints()).isEmpty();
      assertThat(filter(build)).contains("(soname=libtwice.so.1)", "(version>=1.4.0)");
    }
  }

  private static String filter(Build build) throws Exception {
    return new Parameters(build.header("Require-Capability"))
        .get("org.alfheim.plugin")
        .get("filter:");
  }

  @Test
  void aLibraryOfAPluginBundleInARepositoryIsRequired() throws Exception {
    ResourceBuilder resource = new ResourceBuilder();
    resource.addCapability(
        new CapReqBuilder("osgi.identity").addAttribute("osgi.identity", "com.example.twice"));
    try (Jar provider = provider("3.1")) {
      resource.addManifest(provider.getManifest());
    }
    try (Build build = build("lib/=libuser.so").plugin(new ResourcesRepository(resource.build()))) {
      assertThat(build.complaints()).isEmpty();
      assertThat(filter(build))
          .isEqualTo("(&(soname=libtwice.so.1)(symbol.versions=TWICE_2)(version>=3.1.0))");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "libtwice.so.1;version='[1.4,2)'|(&(soname=libtwice.so.1)(symbol.versions=TWICE_2)(&(version>=1.4.0)(!(version>=2.0.0))))|",
        "libtwice*;from=plugin|(&(soname=libtwice.so.1)(symbol.versions=TWICE_2))|",
        "libother.so,libtwice.so.1;resolution:=optional|(&(soname=libtwice.so.1)(symbol.versions=TWICE_2))|optional",
      })
  void theBuildMaySayWhoProvidesALibrary(String needed, String filter, String resolution)
      throws Exception {
    try (Build build =
        build("lib/=libuser.so").with("-native-needed.here", needed.replace('\'', '"'))) {
      assertThat(build.complaints()).isEmpty();
      assertThat(new Parameters(build.header("Require-Capability")).get("org.alfheim.plugin"))
          .containsEntry("filter:", filter);
      assertThat(
              new Parameters(build.header("Require-Capability"))
                  .get("org.alfheim.plugin")
                  .get("resolution:"))
          .isEqualTo(resolution);
    }
  }

  @Test
  void aLibraryOfTheSystemIsNotRequired() throws Exception {
    try (Build build =
        build("lib/=libuser.so").with("-native-needed", "libtwice.so.1;from=system")) {
      assertThat(build.complaints()).isEmpty();
      assertThat(build.header("Require-Capability")).doesNotContain("org.alfheim.plugin");
    }
  }

  @Test
  void aLibraryThatThisSystemHasIsNotRequired() throws Exception {
    Path compressed =
        Compiler.compile(
            folder,
            "libcompressed.so",
            "const char *zlibVersion(void); const char *v(void) { return zlibVersion(); }",
            "-l:libz.so.1");
    try (Build build = build("lib/=" + compressed.getFileName())) {
      assertThat(build.complaints()).isEmpty();
      assertThat(build.header("Require-Capability")).doesNotContain("org.alfheim.plugin");
    }
    try (Build build = build("lib/=" + compressed.getFileName()).with("-native-needed", "!*")) {
      assertThat(build.complaints())
          .singleElement()
          .asString()
          .contains("libcompressed.so: needs libz.so.1 (DT_NEEDED), and");
    }
  }

  @Test
  void aNeighbourInTheFileSystemIsNoneInTheBundle() throws Exception {
    Path libraries = Files.createDirectory(folder.resolve("libraries"));
    Files.copy(twice, libraries.resolve("libtwice.so.1"));
    Path lonely =
        Compiler.compile(
            libraries,
            "liblonely.so",
            "int twice(int); int use(int x) { return twice(x); }",
            libraries.resolve("libtwice.so.1").toString(),
            "-Wl,-rpath,$ORIGIN");
    try (Build build = build("lib/=" + lonely)) {
      assertThat(build.complaints()).singleElement().asString().contains("needs libtwice.so.1");
    }
  }

  @Test
  void aLibraryThatNobodyProvidesFailsTheBuild() throws Exception {
    try (Build build = build("lib/libuser.so=libuser.so")) {
      assertThat(build.complaints())
          .containsExactly(
              user
                  + ": needs libtwice.so.1 (DT_NEEDED), and neither a plugin bundle on the build"
                  + " path or in a repository nor this system provides it; put the bundle that does"
                  + " on the build path (with Maven: a dependency of the scope compile or"
                  + " provided), or say where it comes from: -native-needed:"
                  + " libtwice.so.1;from=system (or from=plugin)");
    }
  }

  @Test
  void aProviderWithoutTheVersionsOfSymbolsFailsTheBuild() throws Exception {
    Jar old =
        Build.bundle(
            "com.example.old",
            "Provide-Capability:"
                + " org.alfheim.plugin;soname=libtwice.so.1;symbol.versions:List<String>=\"TWICE_1,TWICE_0\"");
    try (Build build = build("lib/=libuser.so").path(old)) {
      assertThat(build.complaints())
          .containsExactly(
              user
                  + ": needs the symbol versions TWICE_2 of libtwice.so.1, and com.example.old"
                  + " provides TWICE_1, TWICE_0; link it to the library of that bundle, or build"
                  + " with a newer one");
    }
  }

  @Test
  void anImageForAnotherMachineFailsTheBuild() throws Exception {
    byte[] image = Files.readAllBytes(twice);
    image[18] = (byte) 183; // e_machine: EM_AARCH64
    Path other = Files.write(folder.resolve("libarm.so"), image);
    try (Build build = build("lib/=libarm.so,lib/=libtwice.so.1.4.2")) {
      assertThat(build.complaints())
          .singleElement()
          .asString()
          .startsWith(other + ": invalid architecture, only AMD64 supported")
          .contains("e_machine at offset 0x12");
    }
  }

  @Test
  void whatIsNoImageFailsTheBuild() throws Exception {
    Files.writeString(folder.resolve("libtext.so"), "no image");
    try (Build build = build("lib/libtext.so").with("-includeresource", "lib/=libtext.so")) {
      assertThat(build.complaints())
          .singleElement()
          .asString()
          .startsWith("lib/libtext.so: invalid filetype, only ELF64 supported");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lib/none.so|lib/none.so: the bundle does not hold it; lib/none.so=FILE takes it from a"
            + " file, -includeresource puts it there",
        "lib/none.so=none.so|lib/none.so=none.so: there is no file FOLDER/none.so; it has to be"
            + " there before bnd runs",
        "=libtwice.so.1.4.2|=libtwice.so.1.4.2: expected PATH, or PATH=FILE to take the image from"
            + " a file",
        "lib=empty|lib=FOLDER/empty: the folder holds no ELF file",
        "lib/a.so=libtwice.so.1.4.2;symbol=all|lib/a.so: unknown option symbol; there are name,"
            + " symbols, declare, services, version, requires, waive, go.runtime, needs, referred,"
            + " symbolic, soname",
        "lib/a.so=libtwice.so.1.4.2;requires=libc.so.6|lib/a.so: requires is said by the"
            + " instruction -native-needed: SONAME;from=plugin, for all images of the bundle",
        "lib/a.so=libtwice.so.1.4.2;symbols=some|lib/a.so: symbols=some is not one of all,"
            + " declared, on-demand",
        "lib/a.so=libtwice.so.1.4.2,lib/a.so=libtwice.so.1.4.2|lib/a.so is named twice",
        "both=two;name=x|both: one name for 2 images; give each a clause of its own",
        "lib/a.so=libtwice.so.1.4.2;declare=\"twice,no,nor\"|lib/a.so: declare= names symbols that"
            + " it does not export: no, nor; export them, or leave them out",
        "lib/a.so=libtwice.so.1.4.2;services=com.example.Absent|lib/a.so:"
            + " services=com.example.Absent: neither the bundle nor the build path holds this"
            + " interface; add it, or the bundle that exports it",
      })
  void whatTheHeaderSaysWrongFailsTheBuild(String header, String problem) throws Exception {
    Files.createDirectory(folder.resolve("empty"));
    Path two = Files.createDirectory(folder.resolve("two"));
    Files.copy(twice, two.resolve("a.so"));
    Files.copy(twice, two.resolve("b.so"));
    try (Build build = build(header)) {
      assertThat(build.complaints()).contains(problem.replace("FOLDER", folder.toString()));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "libtwice.so.1;form=system|libtwice.so.1: unknown attribute form; there are from, version,"
            + " resolution:",
        "libtwice.so.1;from=nobody|libtwice.so.1: from=nobody is not one of plugin, system",
        "libtwice.so.1;version=many|libtwice.so.1: version=many is not a range such as [1.2,2)",
        "libtwice.so.1;resolution:=perhaps|libtwice.so.1: resolution:=perhaps is not one of"
            + " mandatory, optional",
        "libtwice.so.1;from=system;version=1|libtwice.so.1: from=system leaves nothing to resolve;"
            + " version and resolution are of plugins",
      })
  void whatTheInstructionSaysWrongFailsTheBuild(String needed, String problem) throws Exception {
    try (Build build = build("lib/=libuser.so").with("-native-needed", needed)) {
      assertThat(build.complaints()).containsExactly("-native-needed: " + problem);
    }
  }

  @Test
  void anActivatorOfItsOwnFailsTheBuild() throws Exception {
    try (Build build =
        build("lib/=libtwice.so.1.4.2").with("Bundle-Activator", "com.example.Activator")) {
      assertThat(build.complaints())
          .contains(
              "Bundle-Activator: com.example.Activator: the activator of a plugin bundle is"
                  + " org.alfheim.activator.PluginActivator, which opens the images; make a"
                  + " component of yours, or put it in another bundle");
    }
  }

  @Test
  void anInterfaceOnTheBuildPathIsImportedInItsRange() throws Exception {
    try (Build build =
        build("lib/=libtwice.so.1.4.2;services=" + Doubling.class.getName())
            .classes("org.alfheim.bnd.contract;version=1.3.5", Doubling.class)) {
      assertThat(build.complaints()).isEmpty();
      assertThat(build.header("Import-Package"))
          .isEqualTo(
              "org.alfheim.bnd.contract;version=\"[1.3,2)\",org.alfheim.activator;version=\"[1.0,2)\"");
      assertThat(new Parameters(build.header("Provide-Capability")).values())
          .anySatisfy(service ->
              assertThat(service)
                  .containsEntry("objectClass", Doubling.class.getName())
                  .containsEntry("uses:", "org.alfheim.bnd.contract"));
    }
  }

  @Test
  void anInterfaceThatOnlyProvidersImplementIsImportedInANarrowRange() throws Exception {
    Path all =
        Compiler.compile(
            folder,
            "liball.so",
            "int twice(int x) { return 2 * x; } int thrice(int x) { return 3 * x; } int half_of(int"
                + " x) { return x / 2; }");
    try (Build build =
        build("lib/=" + all.getFileName() + ";services=" + Everything.class.getName())
            .classes(
                "org.alfheim.bnd.contract;version=1.3.5,org.alfheim.bind;version=1.0.0",
                Doubling.class,
                Everything.class)) {
      assertThat(build.complaints()).isEmpty();
      assertThat(build.header("Import-Package"))
          .contains("org.alfheim.bnd.contract;version=\"[1.3,1.4)\"");
    }
  }

  @Test
  void whoWritesAContractIsNotBoundToOneMinorVersionOfTheBinding() throws Exception {
    try (Build build =
        new Build(folder)
            .with("Private-Package", Opening.class.getPackageName())
            .classes("org.alfheim.bind;version=2.0.0", Handle.class, OpaquePointer.class)
            .classes("org.alfheim.bnd.contract;version=1.3.5", Opening.class, Opening.Door.class)) {
      assertThat(build.complaints()).isEmpty();
      assertThat(build.header("Import-Package")).contains("org.alfheim.bind;version=\"[2.0,3)\"");
    }
  }

  @Test
  void whatAnInterfaceNeedsAndTheImageLacksFailsTheBuild() throws Exception {
    Path none = Compiler.compile(folder, "libnone.so", "int thrice(int x) { return 3 * x; }");
    try (Build build =
        build("lib/=" + none.getFileName() + ";services=" + Everything.class.getName())
            .classes("org.alfheim.bnd.contract;version=1.3.5", Doubling.class, Everything.class)) {
      assertThat(build.complaints())
          .containsExactly(
              "lib/libnone.so: exports 1 of the 3 symbols of org.alfheim.bnd.contract.Everything;"
                  + " missing: half_of, twice; export them, or give the methods other symbols by"
                  + " @Name");
    }
  }

  @Test
  void aNameOfCppIsFoundAsPeopleWriteItAndOneOfSeveralFailsTheBuild() throws Exception {
    Path ns =
        Compiler.compile(
            folder,
            "libns.so",
            """
            int add(int a, int b) __asm__("_ZN2ns3addEii");
            int add(int a, int b) { return a + b; }
            long twice(long a) __asm__("_ZN2ns5twiceEl");
            long twice(long a) { return 2 * a; }
            long twice_int(int a) __asm__("_ZN2ns5twiceEi");
            long twice_int(int a) { return 2 * a; }
            """);
    try (Build build =
        build("lib/=" + ns.getFileName() + ";services=" + Adding.class.getName())
            .classes("org.alfheim.bnd.contract;version=1.3.5", Adding.class)) {
      assertThat(build.complaints())
          .containsExactly(
              "lib/libns.so: exports 1 of the 2 symbols of org.alfheim.bnd.contract.Adding;"
                  + " missing: ns::twice (it is the name of several, say which: _ZN2ns5twiceEi ="
                  + " ns::twice(int), _ZN2ns5twiceEl = ns::twice(long)); export them, or give the"
                  + " methods other symbols by @Name");
    }
  }

  @Test
  void typesThatTheBinderWouldRefuseFailTheBuild() throws Exception {
    Compiler.compile(
        folder,
        "libmisfits.so",
        """
        int V; const int limit = 5; long wide; struct { int x, y; } point;
        int add(int a, int b) { return a + b; }
        int colour(int c) { return c; }
        int sort(int *v, int (*compare)(const int *, const int *)) { return compare(v, v); }
        """);
    try (Build build =
        build("lib/=libmisfits.so;services=" + Misfits.class.getName())
            .classes(
                "org.alfheim.bnd.contract;version=1.3.5",
                Misfits.class,
                Misfits.Colour.class,
                Misfits.Compare.class)) {
      String all = "lib/libmisfits.so: services=org.alfheim.bnd.contract.Misfits: ";
      assertThat(build.complaints())
          .hasSize(5)
          .allMatch(line -> line.startsWith(all))
          .anyMatch(line ->
              line.contains(
                  "Misfits.colour(Colour), parameter 1 (colour): the value of Colour.RED is not"
                      + " known; let the enumeration implement CEnum"))
          .anyMatch(
              line -> line.contains("Misfits.add(int, int), result: int[] has no counterpart"))
          .anyMatch(line -> line.contains("limit lies in memory that is not writable"))
          .anyMatch(line ->
              line.contains("wide has 8 bytes (st_size), and Misfits.wide(): int has 4 bytes"))
          .anyMatch(line ->
              line.contains("Misfits.sort(int[], Compare)")
                  && line.contains("java.lang.Integer has no counterpart"));
    }
  }

  @Test
  void aTypeThatTheImageContradictsFailsTheBuild() throws Exception {
    Compiler.compile(folder, "libwrong.so", "double twice(double x) { return 2 * x; }", "-g");
    try (Build build =
        build("lib/=libwrong.so;services=" + Doubling.class.getName())
            .classes("org.alfheim.bnd.contract;version=1.3.5", Doubling.class)) {
      assertThat(build.complaints())
          .containsExactly(
              "lib/libwrong.so: services=org.alfheim.bnd.contract.Doubling: Doubling.twice(int),"
                  + " result is int, C has 'double': 'double twice(double x)'",
              "lib/libwrong.so: services=org.alfheim.bnd.contract.Doubling: Doubling.twice(int),"
                  + " parameter 1 (number) is int, C has 'double': 'double twice(double x)'");
      assertThat(build.header("Native-Plugin"))
          .contains("types=\"OSGI-INF/alfheim/types/lib/libwrong.so.btf\"");
      assertThat(build.jar().getResource("OSGI-INF/alfheim/types/lib/libwrong.so.btf")).isNotNull();
    }
    try (Build build =
        build("lib/=libwrong.so;waive=types;services=" + Doubling.class.getName())
            .classes("org.alfheim.bnd.contract;version=1.3.5", Doubling.class)) {
      assertThat(build.complaints()).isEmpty();
    }
  }

  @Test
  void aHeaderOfTheBuildSaysTheTypes() throws Exception {
    Compiler.compile(folder, "libheader.so", "double twice(double x) { return 2 * x; }");
    Files.writeString(folder.resolve("twice.h"), "double twice(double x);\n");
    try (Build build =
        build("lib/=libheader.so;header=twice.h;services=" + Doubling.class.getName())
            .classes("org.alfheim.bnd.contract;version=1.3.5", Doubling.class)) {
      assertThat(build.complaints())
          .hasSize(2)
          .allMatch(line -> line.contains("'double twice(double x)'"));
    }
    try (Build build = build("lib/=libheader.so;header=\"absent.h\"")) {
      assertThat(build.complaints()).singleElement().asString().contains("absent.h");
    }
  }

  @Test
  void aTypeThatIsNotThereFailsTheBuild() throws Exception {
    Compiler.compile(folder, "libcolour.so", "int colour(int c) { return c; }");
    try (Build build =
        build("lib/=libcolour.so;services=" + Misfits.class.getName())
            .classes("org.alfheim.bnd.contract;version=1.3.5", Misfits.class)) {
      assertThat(build.complaints())
          .anyMatch(line ->
              line.contains("it names org.alfheim.bnd.contract.Misfits$Co")
                  && line.endsWith(
                      "which neither the bundle nor the build path holds; add the bundle that"
                          + " exports it"));
    }
  }

  @Test
  void anInterfaceHasToBeOne() throws Exception {
    try (Build build =
        build("lib/=libtwice.so.1.4.2;services=" + Compiler.class.getName())
            .classes("org.alfheim.bnd;version=1", Compiler.class)) {
      assertThat(build.complaints())
          .containsExactly(
              "lib/libtwice.so.1.4.2: services=org.alfheim.bnd.Compiler: not an interface");
    }
  }

  @Test
  void anInterfaceThatExtendsWhatIsNotThereFailsTheBuild() throws Exception {
    try (Build build =
        build("lib/=libtwice.so.1.4.2;services=" + Everything.class.getName())
            .classes("org.alfheim.bnd.contract;version=1.3.5", Everything.class)) {
      assertThat(build.complaints())
          .singleElement()
          .asString()
          .contains(
              "org.alfheim.bnd.contract.Everything extends org.alfheim.bnd.contract.Doubling, which"
                  + " neither");
    }
  }
}
