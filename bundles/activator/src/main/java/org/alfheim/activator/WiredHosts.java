package org.alfheim.activator;

import java.net.URL;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.alfheim.plugin.GoHost;
import org.alfheim.plugin.GoHosts;
import org.alfheim.plugin.GoNeeds;
import org.alfheim.policy.BundleImage;
import org.alfheim.registry.PluginConstants;
import org.alfheim.registry.internal.GoRuntimes;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;

/**
 * The hosts for Go plugins that the resolver has chosen for a bundle, by its requirements in the
 * namespace of hosts. A host's bundle need not be started: it has nothing but the host.
 */
record WiredHosts(Bundle bundle) implements GoHosts {
  private static final String GO = "go";
  private static final String HOST = "host";
  private static final String HASHES = "hashes";

  /** Of several hosts that which fits; if none does, the first, of which the loader says why. */
  @Override
  public Answer find(GoNeeds plugin) {
    List<BundleWire> wires =
        bundle.adapt(BundleWiring.class).getRequiredWires(PluginConstants.GO_NAMESPACE);
    if (wires.isEmpty()) {
      return new None(
          bundle.getSymbolicName()
              + " requires none; wrap, elf: URLs, the drop folder and the plugin for bnd write"
              + " what its manifest needs for that: Require-Capability: "
              + PluginConstants.GO_NAMESPACE
              + ";filter:=\"(go="
              + plugin.version().orElse("*")
              + ")\"");
    }
    for (BundleWire wire : wires) {
      if (fits(wire.getCapability().getAttributes(), plugin)) {
        return host(wire);
      }
    }
    return host(wires.getFirst());
  }

  private static boolean fits(Map<String, Object> host, GoNeeds plugin) {
    if (plugin.version().isPresent() && !plugin.version().get().equals(host.get(GO))) {
      return false;
    }
    Map<String, String> hashes = new HashMap<>();
    if (host.get(HASHES) instanceof Collection<?> all) {
      for (Object each : all) {
        String text = each.toString();
        int at = text.lastIndexOf('@');
        hashes.put(text.substring(0, Math.max(at, 0)), text.substring(at + 1));
      }
    }
    for (Map.Entry<String, String> each : plugin.packages().entrySet()) {
      if (!hashes.getOrDefault(each.getKey(), each.getValue()).equals(each.getValue())) {
        return false;
      }
    }
    return true;
  }

  private static Answer host(BundleWire wire) {
    Bundle provider = wire.getProvider().getBundle();
    String path = String.valueOf(wire.getCapability().getAttributes().get(HOST));
    URL entry = entry(wire.getProviderWiring(), path);
    if (entry == null) {
      return new None(
          provider.getSymbolicName()
              + " ["
              + provider.getBundleId()
              + "] has not the file "
              + path
              + " that it provides as a host");
    }
    return new GoHost.OfStream(
        GoRuntimes.name(wire.getProvider(), path),
        entry::openStream,
        Optional.of(new BundleImage(provider, path)));
  }

  /** In the revision of the bundle that is wired, which an update leaves as it is. */
  private static URL entry(BundleWiring provider, String path) {
    int slash = path.lastIndexOf('/');
    List<URL> found =
        provider.findEntries(
            "/" + path.substring(0, Math.max(slash, 0)), path.substring(slash + 1), 0);
    return found == null || found.isEmpty() ? null : found.getFirst();
  }
}
