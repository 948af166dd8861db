package org.alfheim.bnd;

import aQute.bnd.osgi.Analyzer;
import aQute.bnd.osgi.Domain;
import aQute.bnd.osgi.Jar;
import aQute.bnd.osgi.resource.CapReqBuilder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.jar.Manifest;
import org.alfheim.wrap.PluginHeaders;
import org.osgi.framework.Version;
import org.osgi.resource.Capability;
import org.osgi.resource.Namespace;
import org.osgi.resource.Requirement;
import org.osgi.service.repository.Repository;

/**
 * A plugin bundle in sight of a build: on the build path, or in a repository.
 *
 * @param bundle what it is called
 * @param version the version of the plugin
 * @param symbolVersions the versions of symbols that it defines
 */
record PluginProvider(String bundle, Optional<Version> version, List<String> symbolVersions) {

  /** Copies the list. */
  PluginProvider {
    symbolVersions = List.copyOf(symbolVersions);
  }

  /**
   * Who provides a library, the build path before the repositories, and of several versions the
   * lowest first: a requirement that it meets, the others meet too.
   */
  static List<PluginProvider> of(Analyzer analyzer, String soname) throws Exception {
    List<PluginProvider> onPath = new ArrayList<>();
    for (Jar jar : analyzer.getClasspath()) {
      Manifest manifest = jar.getManifest();
      if (manifest != null) {
        for (Capability capability :
            CapReqBuilder.getCapabilitiesFrom(Domain.domain(manifest).getProvideCapability())) {
          if (capability.getNamespace().equals(PluginHeaders.PLUGIN_NAMESPACE)
              && soname.equals(capability.getAttributes().get("soname"))) {
            onPath.add(of(jar.getName(), capability));
          }
        }
      }
    }
    return onPath.isEmpty() ? inRepositories(analyzer, soname) : sorted(onPath);
  }

  private static List<PluginProvider> inRepositories(Analyzer analyzer, String soname)
      throws Exception {
    Requirement wanted =
        new CapReqBuilder(PluginHeaders.PLUGIN_NAMESPACE)
            .addDirective(Namespace.REQUIREMENT_FILTER_DIRECTIVE, "(soname=" + escape(soname) + ")")
            .buildSyntheticRequirement();
    List<PluginProvider> found = new ArrayList<>();
    for (Repository repository : analyzer.getPlugins(Repository.class)) {
      Collection<Capability> capabilities =
          repository.findProviders(List.of(wanted)).getOrDefault(wanted, List.of());
      for (Capability capability : capabilities) {
        found.add(of(capability.getResource().toString(), capability));
      }
    }
    return sorted(found);
  }

  private static String escape(String value) {
    return value.replaceAll("[()*\\\\]", "\\\\$0");
  }

  private static List<PluginProvider> sorted(List<PluginProvider> providers) {
    return providers.stream()
        .sorted(Comparator.comparing(provider -> provider.version().orElse(Version.emptyVersion)))
        .toList();
  }

  private static PluginProvider of(String bundle, Capability capability) {
    Object version = capability.getAttributes().get("version");
    Object symbols = capability.getAttributes().get("symbol.versions");
    return new PluginProvider(
        bundle,
        version == null ? Optional.empty() : Optional.of(Version.parseVersion(version.toString())),
        symbols instanceof Collection<?> list
            ? list.stream().map(Object::toString).toList()
            : List.of());
  }

  /**
   * The condition on the version of whoever takes its place: not older, in the parts of a version
   * that stand for functions that were added. What is no longer compatible has another soname.
   */
  Optional<String> versionFilter() {
    return version.map(v -> "(version>=" + new Version(v.getMajor(), v.getMinor(), 0) + ")");
  }
}
