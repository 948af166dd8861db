package org.alfheim.wrap;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The headers that make a bundle a plugin bundle, from its images. Whoever makes plugin bundles
 * takes them from here: the command {@code wrap}, {@code elf:} URLs, the plugin for bnd.
 *
 * @param images the bundle's images, in the order of the header
 */
public record PluginHeaders(List<PluginImage> images) {
  /** The namespace of plugins. */
  public static final String PLUGIN_NAMESPACE = "org.alfheim.plugin";

  /** The namespace of hosts for Go plugins. */
  public static final String GO_NAMESPACE = "org.alfheim.go";

  /** The value of {@code Bundle-Activator}. */
  public static final String ACTIVATOR = "org.alfheim.activator.PluginActivator";

  /**
   * The header of a bundle that was made from a file at the moment in which it was installed: the
   * URL of the file that was read, without links in its path. Of another bundle it says nothing.
   */
  public static final String SOURCE = "Native-Plugin-Source";

  private static final String PLUGIN_SERVICE = "org.alfheim.plugin.Plugin";
  private static final String SYMBOL_SERVICE = "org.alfheim.plugin.Symbol";
  private static final String JAVA = "(&(osgi.ee=JavaSE)(version=25))";
  private static final String LOADER = "(&(version>=1.0.0)(!(version>=2.0.0)))";
  static final String PLATFORM = "(&(osgi.native.osname~=linux)(osgi.native.processor~=x86-64))";

  /** Copies the list. */
  public PluginHeaders {
    images = List.copyOf(images);
  }

  /** The value of {@code Native-Plugin}. */
  public String nativePlugin() {
    return joined(images.stream().map(PluginImage::declaration));
  }

  /** The clause of {@code Import-Package} for the activator. */
  public String importOfActivator() {
    return new HeaderClause(ACTIVATOR.substring(0, ACTIVATOR.lastIndexOf('.')))
        .with("version", "[1.0,2)")
        .toString();
  }

  /** The interfaces that are bound and registered, each once. */
  public List<String> services() {
    return images.stream()
        .flatMap(image -> image.options().services().stream())
        .distinct()
        .toList();
  }

  /** The value of {@code Import-Package} where the bundle holds no classes. */
  public String importPackage() {
    TreeSet<String> contracts =
        services().stream()
            .map(PluginHeaders::packageOf)
            .collect(Collectors.toCollection(TreeSet::new));
    return Stream.concat(
            Stream.of(importOfActivator()),
            contracts.stream().map(HeaderClause::new).map(HeaderClause::toString))
        .collect(Collectors.joining(","));
  }

  /** The value of {@code Provide-Capability}: the plugins, and the services that they are. */
  public String provideCapability() {
    return joined(
        Stream.of(
                images.stream().map(PluginImage::capability),
                Stream.of(PLUGIN_SERVICE, SYMBOL_SERVICE).map(PluginHeaders::service),
                services().stream().map(name -> service(name).directive("uses", packageOf(name))))
            .flatMap(clauses -> clauses));
  }

  private static HeaderClause service(String objectClass) {
    return new HeaderClause("osgi.service").withList("objectClass", List.of(objectClass));
  }

  /**
   * The value of {@code Require-Capability}: Java, the platform, the loader, the plugins that are
   * needed, and a host for each Go plugin.
   */
  public String requireCapability() {
    Stream<HeaderClause> always =
        Stream.of(
            new HeaderClause("osgi.ee").directive("filter", JAVA),
            new HeaderClause("osgi.native").directive("filter", PLATFORM),
            new HeaderClause("org.alfheim.loader").directive("filter", LOADER));
    Stream<HeaderClause> plugins =
        images.stream()
            .map(PluginImage::needs)
            .flatMap(Collection::stream)
            .distinct()
            .map(PluginNeed::requirement);
    Stream<HeaderClause> hosts =
        images.stream()
            .flatMap(image -> image.go().stream())
            .map(build -> new GoNeed(build).requirement());
    return joined(Stream.of(always, plugins, hosts).flatMap(clauses -> clauses));
  }

  private static String packageOf(String service) {
    return service.substring(0, service.lastIndexOf('.'));
  }

  private static String joined(Stream<HeaderClause> clauses) {
    return clauses.map(HeaderClause::toString).collect(Collectors.joining(","));
  }
}
