package org.alfheim.bnd;

import aQute.bnd.osgi.Analyzer;
import aQute.bnd.osgi.FileResource;
import aQute.bnd.osgi.Jar;
import aQute.bnd.osgi.Resource;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds the images that a clause stands for, and brings those into the bundle that it takes from
 * elsewhere.
 */
final class ImageFiles {
  private final Analyzer analyzer;
  private final Jar jar;

  ImageFiles(Analyzer analyzer) {
    this.analyzer = analyzer;
    this.jar = analyzer.getJar();
  }

  /**
   * The images of a clause, in the order of their paths.
   *
   * @throws RefusedBundleException if there are none
   */
  List<ImageEntry> of(NativePluginClause declaration) throws IOException {
    List<ImageEntry> files =
        declaration.source().isPresent()
            ? fromElsewhere(declaration, declaration.source().get())
            : inBundle(declaration);
    if (files.size() > 1 && declaration.attributes().containsKey("name")) {
      throw new RefusedBundleException(
          declaration.path()
              + ": one name for "
              + files.size()
              + " images; give each a clause of its own");
    }
    LinkedEntries linked = new LinkedEntries(analyzer);
    List<ImageEntry> images = new ArrayList<>();
    for (ImageEntry file : files) {
      images.add(linked.of(declaration, file));
    }
    return List.copyOf(images);
  }

  private List<ImageEntry> inBundle(NativePluginClause declaration) throws IOException {
    String path = declaration.path();
    Resource single = jar.getResource(path);
    if (single != null) {
      return List.of(new ImageEntry(path, Optional.empty(), single));
    }
    String folder = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    Map<String, Resource> entries = jar.getDirectory(folder);
    if (entries == null) {
      throw new RefusedBundleException(
          path
              + ": the bundle does not hold it; "
              + path
              + "=FILE takes it from a file, -includeresource puts it there");
    }
    List<ImageEntry> images = new ArrayList<>();
    for (Map.Entry<String, Resource> entry : entries.entrySet()) {
      ImageEntry file = new ImageEntry(entry.getKey(), Optional.empty(), entry.getValue());
      if (file.isElf()) {
        images.add(file);
      }
    }
    if (images.isEmpty()) {
      throw new RefusedBundleException(path + ": the bundle's folder holds no ELF file");
    }
    return List.copyOf(images);
  }

  private List<ImageEntry> fromElsewhere(NativePluginClause declaration, String written)
      throws IOException {
    File file = analyzer.getFile(written);
    Path source = file.toPath();
    if (Files.isDirectory(source)) {
      return copyFolder(declaration, source);
    }
    if (!Files.isRegularFile(source)) {
      throw new RefusedBundleException(
          declaration.path()
              + "="
              + written
              + ": there is no file "
              + source
              + "; it has to be there before bnd runs");
    }
    Path real = source.toRealPath();
    String entry =
        declaration.path().endsWith("/")
            ? declaration.path() + real.getFileName()
            : declaration.path();
    return List.of(copy(entry, real));
  }

  /** Links to an image, which linkers like, are no images of their own. */
  private List<ImageEntry> copyFolder(NativePluginClause declaration, Path folder)
      throws IOException {
    Set<Path> reals = new LinkedHashSet<>();
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path entry : entries.filter(Files::isRegularFile).sorted().toList()) {
        reals.add(entry.toRealPath());
      }
    }
    String prefix =
        declaration.path().endsWith("/") ? declaration.path() : declaration.path() + "/";
    List<ImageEntry> images = new ArrayList<>();
    for (Path real : reals) {
      String entry = prefix + real.getFileName();
      if (new ImageEntry(entry, Optional.of(real), new FileResource(real)).isElf()) {
        images.add(copy(entry, real));
      }
    }
    if (images.isEmpty()) {
      throw new RefusedBundleException(
          declaration.path() + "=" + folder + ": the folder holds no ELF file");
    }
    return List.copyOf(images);
  }

  private ImageEntry copy(String entry, Path source) throws IOException {
    Resource content = new FileResource(source);
    jar.putResource(entry, content);
    analyzer.updateModified(Files.getLastModifiedTime(source).toMillis(), source.toString());
    return new ImageEntry(entry, Optional.of(source), content);
  }
}
