package org.alfheim.wrap;

import java.util.Optional;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.alfheim.elf.SharedObject;

/**
 * The manifest of a plugin bundle, from its image.
 *
 * @param entry the image's path in the bundle
 * @param file the image's file name
 * @param soname {@code DT_SONAME}
 * @param buildId the GNU build id in hexadecimal
 * @param version the version, in OSGi's form
 * @param options what the image does not say
 */
record PluginHeaders(
    String entry,
    String file,
    Optional<String> soname,
    Optional<String> buildId,
    Optional<String> version,
    WrapOptions options) {

  /** The package that holds the activator; what a plugin bundle imports. */
  private static final String ACTIVATOR_PACKAGE = "org.alfheim.activator";

  private static final String ACTIVATOR = ACTIVATOR_PACKAGE + ".PluginActivator";
  private static final String ACTIVATOR_RANGE = "[1.0,2)";
  private static final String JAVA = "(&(osgi.ee=JavaSE)(version=25))";
  private static final String LOADER = "(&(version>=1.0.0)(!(version>=2.0.0)))";

  static PluginHeaders of(String file, SharedObject image, WrapOptions options) {
    for (String required : options.requires()) {
      if (!image.needed().contains(required)) {
        throw new WrapException(
            "requires="
                + required
                + ": "
                + file
                + " does not need it; its DT_NEEDED are "
                + String.join(", ", image.needed()));
      }
    }
    Optional<String> version =
        options
            .version()
            .or(() -> ImageName.of(file).version().map(OsgiName::version))
            .or(() ->
                image
                    .soname()
                    .flatMap(soname -> ImageName.of(soname).version())
                    .map(OsgiName::version));
    return new PluginHeaders(
        "lib/" + file, file, image.soname(), image.buildId(), version, options);
  }

  String symbolicName() {
    return OsgiName.symbolicName(
        options.name().orElseGet(() -> ImageName.of(soname.orElse(file)).stem()));
  }

  Manifest manifest() {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue("Bundle-ManifestVersion", "2");
    main.putValue("Bundle-SymbolicName", symbolicName());
    main.putValue("Bundle-Version", version.orElse("0"));
    main.putValue("Bundle-Name", options.name().orElse(file).replaceAll("\\p{Cntrl}", "_"));
    main.putValue("Bundle-Activator", ACTIVATOR);
    main.putValue("Native-Plugin", nativePlugin());
    main.putValue("Import-Package", importPackage());
    main.putValue("Provide-Capability", provideCapability());
    main.putValue("Require-Capability", requireCapability());
    return manifest;
  }

  private String nativePlugin() {
    return new HeaderClause(entry)
        .with("name", options.name())
        .with("symbols", options.symbols())
        .with("declare", options.declared())
        .with("services", options.services())
        .with("version", version)
        .toString();
  }

  private String importPackage() {
    TreeSet<String> contracts =
        options.services().stream()
            .map(service -> service.substring(0, service.lastIndexOf('.')))
            .collect(Collectors.toCollection(TreeSet::new));
    return Stream.concat(
            Stream.of(new HeaderClause(ACTIVATOR_PACKAGE).with("version", ACTIVATOR_RANGE)),
            contracts.stream().map(HeaderClause::new))
        .map(HeaderClause::toString)
        .collect(Collectors.joining(","));
  }

  private String provideCapability() {
    return new HeaderClause("org.alfheim.plugin")
        .with("name", options.name().orElse(file))
        .with("soname", soname)
        .with("version:Version", version)
        .with("buildid", buildId)
        .with("arch", "x86-64")
        .toString();
  }

  private String requireCapability() {
    Stream<HeaderClause> always =
        Stream.of(
            new HeaderClause("osgi.ee").filter(JAVA),
            new HeaderClause("org.alfheim.loader").filter(LOADER));
    Stream<HeaderClause> plugins =
        options.requires().stream()
            .map(soname -> new HeaderClause("org.alfheim.plugin").filter(equal("soname", soname)));
    return Stream.concat(always, plugins)
        .map(HeaderClause::toString)
        .collect(Collectors.joining(","));
  }

  private static String equal(String attribute, String value) {
    return "(" + attribute + "=" + value.replaceAll("[()*\\\\]", "\\\\$0") + ")";
  }
}
