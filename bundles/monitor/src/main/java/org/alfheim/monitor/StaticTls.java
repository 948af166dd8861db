package org.alfheim.monitor;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.alfheim.elf.ElfException;
import org.alfheim.elf.ProgramHeader;
import org.alfheim.elf.SharedObject;
import org.alfheim.plugin.LocalPlugin;
import org.alfheim.plugin.Plugin;
import org.alfheim.registry.PluginConstants;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/**
 * The static thread-local storage that plugins take: PT_TLS of images whose code expects it at a
 * fixed distance from the thread pointer ({@code DF_STATIC_TLS}). All of it comes from a reserve
 * that the C library sets aside when the process starts.
 */
final class StaticTls {
  /**
   * What glibc keeps without a tunable: 512 bytes for such libraries, and 144 for each of eight
   * further namespaces (glibc manual, "Dynamic Linking Tunables").
   */
  private static final long OPTIONAL = 512;

  private static final long NAMESPACES = 1152;

  private static final Pattern TUNABLE =
      Pattern.compile("(?:^|:)glibc\\.rtld\\.optional_static_tls=(0[xX]\\p{XDigit}+|\\d+)");

  private final BundleContext context;

  /** What each image takes; an image never changes. */
  private final Map<Plugin, Long> known = new WeakHashMap<>();

  StaticTls(BundleContext context) {
    this.context = context;
  }

  /**
   * The reserve of a process.
   *
   * @param tunables the value of {@code GLIBC_TUNABLES}; null where it is not set
   */
  static long reserve(String tunables) {
    if (tunables != null) {
      Matcher tunable = TUNABLE.matcher(tunables);
      if (tunable.find()) {
        return NAMESPACES + Long.decode(tunable.group(1));
      }
    }
    return NAMESPACES + OPTIONAL;
  }

  /** The bytes that the plugins of active bundles take. */
  synchronized long used() {
    long used = 0;
    for (ServiceReference<Plugin> reference : references()) {
      if (context.getService(reference) instanceof LocalPlugin plugin && !plugin.image().shared()) {
        used += known.computeIfAbsent(plugin, _ -> of(reference, plugin));
      }
    }
    return used;
  }

  private static long of(ServiceReference<Plugin> reference, LocalPlugin plugin) {
    try {
      return image(reference, plugin)
          .map(
              bytes -> SharedObject.parse(plugin.name(), MemorySegment.ofArray(bytes).asReadOnly()))
          .filter(SharedObject::staticTls)
          .flatMap(image -> image.segment(ProgramHeader.PT_TLS))
          .map(ProgramHeader::memorySize)
          .orElse(0L);
    } catch (IOException | ElfException gone) {
      return 0;
    }
  }

  private static Optional<byte[]> image(ServiceReference<Plugin> reference, LocalPlugin plugin)
      throws IOException {
    Optional<Path> file = plugin.path();
    if (file.isPresent()) {
      return Optional.of(Files.readAllBytes(file.get()));
    }
    Object path = reference.getProperty(PluginConstants.PLUGIN_PATH);
    URL entry = path == null ? null : reference.getBundle().getEntry(path.toString());
    if (entry == null) {
      return Optional.empty();
    }
    try (InputStream content = entry.openStream()) {
      return Optional.of(content.readAllBytes());
    }
  }

  private Iterable<ServiceReference<Plugin>> references() {
    try {
      return context.getServiceReferences(Plugin.class, null);
    } catch (InvalidSyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
