package org.alfheim.bnd;

import aQute.bnd.osgi.Analyzer;
import aQute.bnd.osgi.EmbeddedResource;
import aQute.bnd.osgi.FileResource;
import aQute.bnd.osgi.Resource;
import java.io.File;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alfheim.elf.ElfException;
import org.alfheim.loader.LinkedObjects;
import org.alfheim.plugin.spi.PluginSource;

/**
 * Links the relocatable objects and archives that clauses name: the bundle has the shared object in
 * their place, and needs no linker.
 */
final class LinkedEntries {
  private final Analyzer analyzer;

  LinkedEntries(Analyzer analyzer) {
    this.analyzer = analyzer;
  }

  /**
   * The image of a file.
   *
   * @return the same file if it is a shared object already
   * @throws RefusedBundleException if it is an object that can't be linked, or what is linked with
   *     it is not there
   */
  ImageEntry of(NativePluginClause clause, ImageEntry file) throws IOException {
    if (!file.isObject()) {
      return file;
    }
    List<PluginSource> parts = new ArrayList<>(List.of(file.part()));
    analyzer.getJar().remove(file.entry());
    for (String object : clause.objects()) {
      parts.add(further(clause, object));
    }
    try {
      LinkedObjects linked = LinkedObjects.of(parts, clause.options(Optional.empty()).linking());
      linked.warnings().forEach(warning -> analyzer.warning("%s", warning));
      String entry = file.entry().replaceFirst("\\.[oa]$", "") + ".so";
      Resource image = new EmbeddedResource(linked.image().toArray(ValueLayout.JAVA_BYTE), 0);
      analyzer.getJar().putResource(entry, image);
      return new ImageEntry(entry, file.source(), image);
    } catch (ElfException refused) {
      throw new RefusedBundleException(refused.getMessage());
    }
  }

  /** A file of the build, or of the bundle, where it is not any more then. */
  private PluginSource further(NativePluginClause clause, String object) throws IOException {
    Resource inside = analyzer.getJar().getResource(object);
    if (inside != null) {
      PluginSource part = new ImageEntry(object, Optional.empty(), inside).part();
      analyzer.getJar().remove(object);
      return part;
    }
    File file = analyzer.getFile(object);
    if (!file.isFile()) {
      throw new RefusedBundleException(
          clause.path() + ": objects=" + object + ": there is no file " + file);
    }
    Path path = file.toPath();
    return new ImageEntry(object, Optional.of(path), new FileResource(path)).part();
  }
}
