package org.alfheim.shell.plugins;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.net.URL;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.alfheim.elf.SharedObject;
import org.alfheim.loader.DryRun;
import org.alfheim.loader.GoBuild;
import org.alfheim.loader.LinkedObjects;
import org.alfheim.plugin.Linking;
import org.alfheim.plugin.spi.PluginSource;
import org.alfheim.registry.PluginConstants;

/**
 * A file that is to be planned while certain plugins are open.
 *
 * @param file the file
 * @param open the plugins that may provide what it needs
 * @param hosts where the host is that it needs if it is a plugin of Go's
 */
public record PlanRequest(Path file, List<OpenPlugin> open, GoHostBundles hosts) {

  /**
   * What opening the file would do.
   *
   * @throws IOException if the file can't be read; the message is one line that names it
   * @throws org.alfheim.elf.ElfException if it is not one that can be opened
   * @throws ShellException if it is a plugin of Go's, and there is no host
   */
  public DryRun planned() throws IOException {
    SharedObject image = image(file.toString(), bytes());
    Optional<GoBuild> go = GoBuild.ofPlugin(image);
    if (go.isPresent()) {
      return DryRun.hosted(file, image, hosts.find(file.toString(), go.get()), Set.of());
    }
    Map<String, SharedObject> plugins = new HashMap<>();
    for (OpenPlugin plugin : open) {
      String soname = plugin.plugin().neededName();
      if (image.needed().contains(soname) && !plugins.containsKey(soname)) {
        image(plugin).ifPresent(provider -> plugins.put(soname, provider));
      }
    }
    return DryRun.of(file, image, plugins, Set.of());
  }

  private MemorySegment bytes() throws IOException {
    if (!Files.exists(file)) {
      throw new NoSuchFileException(file.toString(), null, "no such file");
    }
    if (!Files.isRegularFile(file)) {
      throw new FileSystemException(file.toString(), null, "not a regular file");
    }
    return MemorySegment.ofArray(Files.readAllBytes(file)).asReadOnly();
  }

  /** The image in the plugin's bundle; empty where its service does not say which that is. */
  private static Optional<SharedObject> image(OpenPlugin plugin) throws IOException {
    Object path = plugin.reference().getProperty(PluginConstants.PLUGIN_PATH);
    URL entry = path == null ? null : plugin.reference().getBundle().getEntry(path.toString());
    if (entry == null) {
      return Optional.empty();
    }
    try (InputStream stream = entry.openStream()) {
      MemorySegment bytes = MemorySegment.ofArray(stream.readAllBytes()).asReadOnly();
      return Optional.of(image(path.toString(), bytes));
    }
  }

  /** An object, or an archive of some, is linked. */
  private static SharedObject image(String name, MemorySegment bytes) {
    MemorySegment image =
        LinkedObjects.isMeant(name, bytes)
            ? LinkedObjects.of(List.of(new PluginSource.InMemory(name, bytes)), Linking.USUAL)
                .image()
            : bytes;
    return SharedObject.parse(name, image);
  }
}
