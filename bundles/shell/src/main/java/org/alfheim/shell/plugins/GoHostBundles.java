package org.alfheim.shell.plugins;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import org.alfheim.elf.SharedObject;
import org.alfheim.loader.GoBuild;
import org.alfheim.registry.PluginConstants;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;

/**
 * The hosts for Go plugins that are installed.
 *
 * @param context of the framework
 */
public record GoHostBundles(BundleContext context) {
  private static final String HOST = "host";

  /**
   * The host that fits a plugin.
   *
   * @param file what the plugin is called
   * @param plugin how it was built
   * @return the host; if none fits, one of them, of which a plan says why
   * @throws IOException if a host can't be read
   * @throws ShellException if there is none at all
   */
  SharedObject find(String file, GoBuild plugin) throws IOException {
    List<SharedObject> hosts = all();
    for (SharedObject host : hosts) {
      GoBuild built = GoBuild.ofHost(host);
      boolean same = plugin.version().isEmpty() || built.version().equals(plugin.version());
      if (same && built.differing(plugin).isEmpty()) {
        return host;
      }
    }
    if (hosts.isEmpty()) {
      throw new ShellException(
          file
              + ": this is a Go plugin ("
              + plugin.version().orElse("of a Go that it doesn't tell")
              + "), and no bundle that is installed is a host for it; alfheim go-host makes one");
    }
    return hosts.getFirst();
  }

  /** By their bundles and the versions of these: there may be one for each version of Go. */
  private List<SharedObject> all() throws IOException {
    List<SharedObject> hosts = new ArrayList<>();
    for (Bundle bundle : context.getBundles()) {
      BundleRevision revision = bundle.adapt(BundleRevision.class);
      if (revision != null) {
        for (BundleCapability host :
            revision.getDeclaredCapabilities(PluginConstants.GO_NAMESPACE)) {
          String path = String.valueOf(host.getAttributes().get(HOST));
          URL entry = bundle.getEntry(path);
          if (entry != null) {
            hosts.add(image(name(revision) + "!/" + path, entry));
          }
        }
      }
    }
    return hosts;
  }

  private static String name(BundleRevision revision) {
    return revision.getSymbolicName() + '-' + revision.getVersion();
  }

  private static SharedObject image(String name, URL entry) throws IOException {
    try (InputStream stream = entry.openStream()) {
      return SharedObject.parse(name, MemorySegment.ofArray(stream.readAllBytes()).asReadOnly());
    }
  }
}
