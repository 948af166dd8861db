package org.alfheim.wrap;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.Manifest;

/**
 * The whole manifest of a bundle that holds one image and nothing else.
 *
 * @param image the image
 * @param source the URL of the file that the image was read from, where the manifest tells it
 */
record WrappedManifest(PluginImage image, Optional<URI> source) {

  String symbolicName() {
    return OsgiName.symbolicName(
        image
            .options()
            .name()
            .orElseGet(() -> ImageName.of(image.soname().orElse(image.file())).stem()));
  }

  String version() {
    return image.version().orElse("0");
  }

  Manifest manifest() {
    PluginHeaders headers = new PluginHeaders(List.of(image));
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue("Bundle-ManifestVersion", "2");
    main.putValue("Bundle-SymbolicName", symbolicName());
    main.putValue("Bundle-Version", version());
    main.putValue("Bundle-Name", image.name().replaceAll("\\p{Cntrl}", "_"));
    main.putValue("Bundle-Activator", PluginHeaders.ACTIVATOR);
    main.putValue("Native-Plugin", headers.nativePlugin());
    main.putValue("Import-Package", headers.importPackage());
    main.putValue("Provide-Capability", headers.provideCapability());
    main.putValue("Require-Capability", headers.requireCapability());
    source.ifPresent(file -> main.putValue(PluginHeaders.SOURCE, file.toASCIIString()));
    return manifest;
  }
}
