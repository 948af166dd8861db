/**
 * For those who make plugins live elsewhere: in a process of their own, on another machine, in a
 * runtime such as Go's.
 *
 * <p>A {@link org.alfheim.plugin.spi.BackEnd} opens images. {@link
 * org.alfheim.loader.Loader#install} has it asked; in an OSGi framework it is enough to register it
 * as a service. The loader's own way, in this process, is a back end too: the last that is asked,
 * and the only one whose plugins are {@link org.alfheim.plugin.LocalPlugin}s.
 *
 * {@snippet file="Elsewhere.java" region="back-end"}
 *
 * {@snippet file="Elsewhere.java" region="install"}
 *
 * <p>What a user may demand of a back end is a {@link org.alfheim.plugin.BackEndOption}, given with
 * {@link org.alfheim.plugin.OpenOptions.Builder#with}. It chooses the back end, too: one that does
 * not know an option does not open the plugin.
 *
 * <p>{@link org.alfheim.plugin.Plugin}, {@link org.alfheim.plugin.Symbol}, {@link
 * org.alfheim.bind.NativeFunction} and {@link org.alfheim.bind.Variable} are implemented by back
 * ends, and by nobody else but proxies: they get new methods with a minor version.
 */
@Export
@Version("1.1.0")
package org.alfheim.plugin.spi;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
