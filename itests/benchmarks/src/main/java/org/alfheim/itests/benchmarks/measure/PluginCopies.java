package org.alfheim.itests.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.alfheim.itests.benchmarks.process.Compiler;

/** Copies of the smallest plugin that the compiler makes, about 15 KB. */
final class PluginCopies {
  private PluginCopies() {}

  /** Makes a folder with so many. */
  static Path make(Path parent, int count) throws IOException, InterruptedException {
    Path plugin = Compiler.library("plugin.c", parent);
    Path folder = Files.createDirectory(parent.resolve("copies"));
    for (int i = 0; i < count; i++) {
      Files.copy(plugin, folder.resolve("plugin%05d.so".formatted(i)));
    }
    return folder;
  }
}
