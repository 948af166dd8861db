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
import org.alfheim.plugin.LocalPlugin;
import org.alfheim.plugin.OpenOptions;
import org.alfheim.plugin.Plugin;
import org.alfheim.plugin.TypeSource;
import org.alfheim.plugin.spi.PluginSource;
import org.alfheim.policy.BundleImage;
import org.osgi.framework.Bundle;

/** An image as it lies in its bundle. */
final class EmbeddedImage {
  private final Bundle bundle;
  private final NativePlugin declaration;
  private final String name;
  private final URL entry;

  /** Read only if somebody asks what the image needs before it is opened. */
  private byte[] bytes;

  private SonameLinkage linkage;
  private TypeSource types;

  private EmbeddedImage(Bundle bundle, NativePlugin declaration, URL entry) {
    this.bundle = bundle;
    this.declaration = declaration;
    this.name = nameOf(bundle, declaration);
    this.entry = entry;
  }

  /** Finds the image that a bundle declares. */
  static EmbeddedImage find(Bundle bundle, NativePlugin declaration) {
    URL entry = bundle.getEntry(declaration.path());
    if (entry == null) {
      throw new BundleDeclarationException(
          bundle,
          "Native-Plugin names "
              + declaration.path()
              + ", which the bundle does not hold (a list of several names needs quotes)");
    }
    return new EmbeddedImage(bundle, declaration, entry);
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
      try {
        bytes = EntryBytes.of(entry);
      } catch (IOException e) {
        throw unreadable(e);
      }
      linkage = SonameLinkage.of(name, bytes);
    }
    return linkage;
  }

  private BundleDeclarationException unreadable(IOException reason) {
    return new BundleDeclarationException(
        bundle, declaration.path() + " can't be read: " + reason.getMessage(), reason);
  }

  /** Whether it is a Go plugin that goes where the others of its bundle go. */
  boolean sharesRuntimeOfBundle() {
    return declaration.goRuntime().isEmpty() && linkage().go();
  }

  /** A hash of what {@link #linkage} has read. */
  byte[] fingerprint() {
    return BundleRuntime.sha256().digest(bytes);
  }

  /**
   * Opens the image, or finds it open.
   *
   * @param goRuntime the runtime of the bundle's Go plugins; empty if there are no two
   * @param others plugins that it is to be bound to where it needs their sonames, and that it finds
   *     by their sonames where it asks for them; of several, the first counts
   */
  Plugin open(List<Plugin> others, Optional<String> goRuntime) {
    List<Plugin> dependencies = others.isEmpty() ? List.of() : dependencies(others);
    BundleImage provenance = new BundleImage(bundle, declaration.path());
    OpenOptions.Builder options =
        OpenOptions.builder()
            .dependOn(dependencies)
            .waive(declaration.waivers())
            .provenance(provenance)
            .goHosts(new WiredHosts(bundle));
    Optional<String> runtime = declaration.goRuntime();
    if (runtime.isEmpty() && goRuntime.isPresent() && linkage().go()) {
      runtime = goRuntime;
    }
    if (runtime.isPresent()) {
      options.goRuntime(runtime.get());
    }
    options.typesFrom(types());
    Optional<Path> folder = provenance.folder();
    if (folder.isPresent() && folder.get().isAbsolute()) {
      options.folder(folder.get());
    }
    return bytes == null ? stream(options.build()) : Loader.open(name, bytes, options.build());
  }

  /** Who knows the types of the image's symbols: what the bundle says, or else the image itself. */
  TypeSource types() {
    if (types == null) {
      types = typeSource();
    }
    return types;
  }

  private TypeSource typeSource() {
    Optional<String> declared = declaration.types();
    if (declared.isEmpty()) {
      return new EntryTypes(name, entry);
    }
    URL types = bundle.getEntry(declared.get());
    if (types == null) {
      throw new BundleDeclarationException(
          bundle,
          "Native-Plugin names the types " + declared.get() + ", which the bundle does not hold");
    }
    return new EntryTypes(bundle.getSymbolicName() + "!/" + declared.get(), types);
  }

  /** Has the image read from the bundle to where it stays. */
  private Plugin stream(OpenOptions options) {
    try (EntryContent content = EntryContent.of(entry)) {
      return Loader.open(new PluginSource.OfStream(name, content.size(), content), options);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private List<Plugin> dependencies(List<Plugin> others) {
    Set<Plugin> dependencies = new LinkedHashSet<>();
    for (String soname : linkage().needed()) {
      first(others, soname).ifPresent(dependencies::add);
    }
    if (linkage().opens()) {
      for (Plugin other : others) {
        if (isLibrary(other)) {
          first(others, other.neededName()).ifPresent(dependencies::add);
        }
      }
    }
    return List.copyOf(dependencies);
  }

  private static Optional<Plugin> first(List<Plugin> plugins, String soname) {
    return plugins.stream()
        .filter(plugin -> plugin.neededName().equals(soname) && isLibrary(plugin))
        .findFirst();
  }

  /** Go plugins are found by nobody. */
  private static boolean isLibrary(Plugin plugin) {
    return !(plugin instanceof LocalPlugin local) || local.go().isEmpty();
  }
}
