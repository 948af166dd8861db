/**
 * Watches native plugins for those who run a framework: health checks and figures.
 *
 * <p>Three services of Felix Health Checks carry the tag {@code plugins}: {@link
 * org.alfheim.monitor.PluginsOpenCheck}, {@link org.alfheim.monitor.RetiredMemoryCheck} and {@link
 * org.alfheim.monitor.StaticTlsCheck}. {@link org.alfheim.monitor.PluginsMXBean} is in the
 * platform's MBean server as {@value org.alfheim.monitor.PluginFigures#NAME}, where JConsole and
 * the exporters of metrics find it.
 */
@Export
@Version("1.0.0")
package org.alfheim.monitor;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
