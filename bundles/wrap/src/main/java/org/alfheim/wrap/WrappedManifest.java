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
 * @param object what is in the bundle in place of the image that is linked of it
 */
record WrappedManifest(PluginImage image, Optional<URI> source, Optional<WrappedObject> object) {

  /** Of an image that is in the bundle itself. */
  WrappedManifest(PluginImage image) {
    this(image, Optional.empty(), Optional.empty());
  }

  WrappedManifest with(PluginImage other) {
    return new WrappedManifest(other, source, object);
  }

  /** The path in the bundle of what is opened. */
  String entry() {
    return object.map(WrappedObject::entry).orElseGet(image::entry);
  }

  private String nativePlugin() {
    return object.map(in -> image.declaration(in.entry())).orElseGet(image::declaration).toString();
  }

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
    main.putValue("Native-Plugin", nativePlugin());
    main.putValue("Import-Package", headers.importPackage());
    main.putValue("Provide-Capability", headers.provideCapability());
    main.putValue("Require-Capability", headers.requireCapability());
    source.ifPresent(file -> main.putValue(PluginHeaders.SOURCE, file.toASCIIString()));
    return manifest;
  }
}
