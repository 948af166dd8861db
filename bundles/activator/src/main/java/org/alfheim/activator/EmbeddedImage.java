package org.alfheim.activator;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.alfheim.activator.header.NativePlugin;
import org.alfheim.loader.Loader;
import org.alfheim.plugin.OpenOptions;
import org.alfheim.plugin.Plugin;
import org.alfheim.policy.BundleImage;
import org.osgi.framework.Bundle;

/** An image as it lies in its bundle. */
final class EmbeddedImage {
  private final Bundle bundle;
  private final NativePlugin declaration;
  private final String name;
  private final byte[] bytes;
  private SonameLinkage linkage;

  private EmbeddedImage(Bundle bundle, NativePlugin declaration, String name, byte[] bytes) {
    this.bundle = bundle;
    this.declaration = declaration;
    this.name = name;
    this.bytes = bytes;
  }

  /** Reads the image that a bundle declares. */
  static EmbeddedImage read(Bundle bundle, NativePlugin declaration) {
    URL entry = bundle.getEntry(declaration.path());
    if (entry == null) {
      throw new BundleDeclarationException(
          bundle,
          "Native-Plugin names "
              + declaration.path()
              + ", which the bundle does not hold (a list of several names needs quotes)");
    }
    try {
      return new EmbeddedImage(
          bundle, declaration, nameOf(bundle, declaration), EntryBytes.of(entry));
    } catch (IOException unreadable) {
      throw new BundleDeclarationException(
          bundle, declaration.path() + " can't be read: " + unreadable.getMessage(), unreadable);
    }
  }

  /**
   * What the image is called in messages. Its contents complete its identity, so no version is part
   * of the name.
   */
  private static String nameOf(Bundle bundle, NativePlugin declaration) {
    return bundle.getSymbolicName() + "!/" + declaration.path();
  }

  /** What the bundle says of the image. */
  NativePlugin declaration() {
    return declaration;
  }

  /** How the image is known to others, and which others it knows. */
  SonameLinkage linkage() {
    if (linkage == null) {
      linkage = SonameLinkage.of(name, bytes);
    }
    return linkage;
  }

  /**
   * Opens the image, or finds it open.
   *
   * @param others plugins that it is to be bound to where it needs their sonames, and that it finds
   *     by their sonames where it asks for them; of several, the first counts
   */
  Plugin open(List<Plugin> others) {
    List<Plugin> dependencies = others.isEmpty() ? List.of() : dependencies(others);
    BundleImage provenance = new BundleImage(bundle, declaration.path());
    OpenOptions.Builder options =
        OpenOptions.builder()
            .dependOn(dependencies)
            .waive(declaration.waivers())
            .provenance(provenance);
    Optional<Path> folder = provenance.folder();
    if (folder.isPresent() && folder.get().isAbsolute()) {
      options.folder(folder.get());
    }
    return Loader.open(name, bytes, options.build());
  }

  private List<Plugin> dependencies(List<Plugin> others) {
    Set<Plugin> dependencies = new LinkedHashSet<>();
    for (String soname : linkage().needed()) {
      first(others, soname).ifPresent(dependencies::add);
    }
    if (linkage().opens()) {
      for (Plugin other : others) {
        first(others, other.neededName()).ifPresent(dependencies::add);
      }
    }
    return List.copyOf(dependencies);
  }

  private static Optional<Plugin> first(List<Plugin> plugins, String soname) {
    return plugins.stream().filter(plugin -> plugin.neededName().equals(soname)).findFirst();
  }
}
