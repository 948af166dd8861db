package org.alfheim.jni.jar;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.alfheim.jni.recipe.NativesClause;
import org.alfheim.jni.recipe.Recipe;
import org.alfheim.jni.recipe.Recipes;
import org.osgi.framework.Constants;

/**
 * A jar that there is a recipe for, and the bundle that it becomes: the same entries, with a
 * manifest that says which of them are native libraries and how the jar's classes look for them.
 * Nothing is executed.
 */
public final class NativesJar {
  /** The capability by which a bundle says that it is to be served. */
  public static final String NAMESPACE = NativesClause.NAMESPACE;

  private static final String EXTENDER =
      "osgi.extender;filter:=\"(osgi.extender=" + NativesClause.NAMESPACE + ")\"";
  private static final String CLASS = ".class";

  private final Path file;
  private final Manifest manifest;
  private final Recipe recipe;

  private NativesJar(Path file, Manifest manifest, Recipe recipe) {
    this.file = file;
    this.manifest = manifest;
    this.recipe = recipe;
  }

  /**
   * A jar as a bundle that is served.
   *
   * @return empty if there is no recipe for it
   * @throws java.util.zip.ZipException if the file is no jar, or a damaged one
   * @throws IOException if it can't be read
   */
  public static Optional<NativesJar> of(Path file) throws IOException {
    try (JarFile jar = new JarFile(file.toFile())) {
      Manifest manifest = jar.getManifest() == null ? new Manifest() : jar.getManifest();
      String name = symbolicName(manifest);
      Recipes recipes = new Recipes();
      Optional<Recipe> recipe =
          name == null ? recipes.ofEntries(entry -> jar.getEntry(entry) != null) : recipes.of(name);
      if (recipe.isEmpty()) {
        return Optional.empty();
      }
      Manifest written = new Manifest(manifest);
      written.getEntries().clear(); // Digests of signatures: what is signed is another manifest.
      if (name == null) {
        become(written.getMainAttributes(), recipe.get(), BundleVersion.of(file, jar), jar);
      }
      if (recipe.get().besideOthers()) {
        ImportedPackages.keepOwn(written.getMainAttributes());
      }
      ImportedPackages.doWithout(written.getMainAttributes(), recipe.get().optional());
      serve(written.getMainAttributes(), recipe.get());
      return Optional.of(new NativesJar(file, written, recipe.get()));
    }
  }

  /** Without its parameters; null if there is none. */
  private static String symbolicName(Manifest manifest) {
    String header = manifest.getMainAttributes().getValue(Constants.BUNDLE_SYMBOLICNAME);
    return header == null ? null : header.replaceFirst(";.*", "").strip();
  }

  /** Has the manifest be a bundle's, or a fragment's. */
  private static void become(Attributes headers, Recipe recipe, String version, JarFile jar) {
    headers.putIfAbsent(Attributes.Name.MANIFEST_VERSION, "1.0");
    headers.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
    headers.putValue(Constants.BUNDLE_SYMBOLICNAME, recipe.symbolicName());
    headers.putValue(Constants.BUNDLE_VERSION, version);
    recipe.host().ifPresent(host -> headers.putValue(Constants.FRAGMENT_HOST, host));
    String packages = recipe.host().isPresent() ? "" : packages(jar, version);
    if (!packages.isEmpty()) {
      headers.putValue(Constants.EXPORT_PACKAGE, packages);
    }
    if (!recipe.imports().isEmpty()) {
      headers.putValue(Constants.IMPORT_PACKAGE, recipe.imports());
    }
  }

  private static String packages(JarFile jar, String version) {
    return jar
        .versionedStream()
        .map(entry -> entry.getName())
        .filter(name -> name.endsWith(CLASS) && name.contains("/") && !name.startsWith("META-INF/"))
        .map(name -> name.substring(0, name.lastIndexOf('/')).replace('/', '.'))
        .collect(Collectors.toCollection(TreeSet::new))
        .stream()
        .map(name -> name + ";version=\"" + version + '"')
        .collect(Collectors.joining(","));
  }

  /** Says what it is served with, if it does not say so; nothing if another jar has that. */
  private static void serve(Attributes headers, Recipe recipe) {
    if (recipe.images().isEmpty()) {
      return;
    }
    String provided = headers.getValue(Constants.PROVIDE_CAPABILITY);
    if (provided != null && provided.contains(NativesClause.NAMESPACE)) {
      return;
    }
    String clauses =
        recipe.images().stream().map(NativesClause::capability).collect(Collectors.joining(","));
    add(headers, Constants.PROVIDE_CAPABILITY, clauses);
    add(headers, Constants.REQUIRE_CAPABILITY, EXTENDER);
  }

  private static void add(Attributes headers, String name, String clause) {
    String others = headers.getValue(name);
    headers.putValue(name, others == null ? clause : others + "," + clause);
  }

  /** The bundle's symbolic name. */
  public String symbolicName() {
    return recipe.symbolicName();
  }

  /** The bundle's version. */
  public String version() {
    String version = manifest.getMainAttributes().getValue(Constants.BUNDLE_VERSION);
    return version == null ? "0" : version.strip();
  }

  /** The paths of its native libraries, as the recipe has them. */
  public List<String> images() {
    return recipe.images().stream().map(NativesClause::path).toList();
  }

  /**
   * The bundle, read from the jar as it is asked for.
   *
   * @throws IOException if the jar can't be read any more
   */
  public InputStream openStream() throws IOException {
    return new ServedJarStream(file, manifest, recipe);
  }

  /**
   * Writes the bundle.
   *
   * @throws IOException if the jar can't be read any more, or the stream not written
   */
  public void writeTo(OutputStream out) throws IOException {
    try (InputStream jar = openStream()) {
      jar.transferTo(out);
    }
  }
}
