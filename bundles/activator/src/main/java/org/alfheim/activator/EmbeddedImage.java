package org.alfheim.activator;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
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

  /** Where its file is, or each of the objects that it is linked of. */
  private final List<URL> entries;

  /** Read only if somebody asks what the image needs before it is opened. */
  private byte[] bytes;

  private SonameLinkage linkage;
  private List<TypeSource> types;

  private EmbeddedImage(Bundle bundle, NativePlugin declaration, List<URL> entries) {
    this.bundle = bundle;
    this.declaration = declaration;
    this.name = nameOf(bundle, declaration.path());
    this.entries = entries;
  }

  /** Finds the image that a bundle declares. */
  static EmbeddedImage find(Bundle bundle, NativePlugin declaration) {
    List<URL> entries = new ArrayList<>();
    for (String path : paths(declaration)) {
      URL entry = bundle.getEntry(path);
      if (entry == null) {
        throw new BundleDeclarationException(
            bundle,
            "Native-Plugin names "
                + path
                + ", which the bundle does not hold (a list of several names needs quotes)");
      }
      entries.add(entry);
    }
    return new EmbeddedImage(bundle, declaration, entries);
  }

  private static List<String> paths(NativePlugin declaration) {
    return declaration.objects().isEmpty() ? List.of(declaration.path()) : declaration.objects();
  }

  /**
   * What the image is called in messages. Its contents complete its identity, so no version is part
   * of the name.
   */
  private static String nameOf(Bundle bundle, String path) {
    return bundle.getSymbolicName() + "!/" + path;
  }

  /** What the bundle says of the image. */
  NativePlugin declaration() {
    return declaration;
  }

  /** How the image is known to others, and which others it knows. */
  SonameLinkage linkage() {
    if (linkage == null && !declaration.objects().isEmpty()) {
      linkage = SonameLinkage.ofObjects(declaration);
    }
    if (linkage == null) {
      try {
        bytes = EntryBytes.of(entries.getFirst());
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
    BundleImage provenance = new BundleImage(bundle, paths(declaration));
    OpenOptions.Builder options =
        OpenOptions.builder()
            .dependOn(dependencies)
            .waive(declaration.waivers())
            .linking(declaration.linking())
            .provenance(provenance)
            .goHosts(new WiredHosts(bundle));
    Optional<String> runtime = declaration.goRuntime();
    if (runtime.isEmpty() && goRuntime.isPresent() && linkage().go()) {
      runtime = goRuntime;
    }
    if (runtime.isPresent()) {
      options.goRuntime(runtime.get());
    }
    options.typesFrom(types().toArray(TypeSource[]::new));
    Optional<Path> folder = provenance.folder();
    if (folder.isPresent() && folder.get().isAbsolute()) {
      options.folder(folder.get());
    }
    return bytes == null ? streams(options.build()) : Loader.open(name, bytes, options.build());
  }

  /** Who knows the types of the image's symbols: what the bundle says, or else the image itself. */
  List<TypeSource> types() {
    if (types == null) {
      types = typeSources();
    }
    return types;
  }

  private List<TypeSource> typeSources() {
    Optional<String> declared = declaration.types();
    if (declared.isEmpty()) {
      List<TypeSource> own = new ArrayList<>();
      for (int i = 0; i < entries.size(); i++) {
        own.add(new EntryTypes(nameOf(bundle, paths(declaration).get(i)), entries.get(i)));
      }
      return own;
    }
    URL types = bundle.getEntry(declared.get());
    if (types == null) {
      throw new BundleDeclarationException(
          bundle,
          "Native-Plugin names the types " + declared.get() + ", which the bundle does not hold");
    }
    return List.of(new EntryTypes(nameOf(bundle, declared.get()), types));
  }

  /** Has the image read from the bundle to where it stays, or what it is linked of. */
  private Plugin streams(OpenOptions options) {
    if (!declaration.objects().isEmpty()) {
      List<PluginSource> parts = new ArrayList<>();
      for (int i = 0; i < entries.size(); i++) {
        String part = nameOf(bundle, declaration.objects().get(i));
        URL entry = entries.get(i);
        parts.add(
            new PluginSource.OfStream(part, PluginSource.OfStream.UNKNOWN, entry::openStream));
      }
      return Loader.open(new PluginSource.OfObjects(parts), options);
    }
    try (EntryContent content = EntryContent.of(entries.getFirst())) {
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
