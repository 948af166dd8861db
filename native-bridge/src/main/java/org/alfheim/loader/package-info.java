/**
 * The way in: {@link org.alfheim.loader.Loader} opens native plugins.
 *
 * <p>{@link org.alfheim.loader.Loader#open(java.nio.file.Path)} opens a shared object: it is
 * checked, bound, mapped, relocated and initialised by this loader, once in the life of the
 * process. What it gives is a {@link org.alfheim.plugin.Plugin}:
 *
 * {@snippet file="FirstPlugin.java" region="open"}
 *
 * <p>In an OSGi framework nobody calls it: a bundle with a {@code Native-Plugin} header does when
 * it is started, and its symbols are services.
 *
 * <p>{@link org.alfheim.loader.Natives} loads images with native methods (JNI) for the class loader
 * of whoever calls it, and as long as that lives.
 *
 * <p>Beside it are what whoever embeds the loader needs: admissions, which {@linkplain
 * org.alfheim.loader.Loader#admit decide} what may be opened; {@linkplain
 * org.alfheim.loader.Loader#install back ends}, which open plugins somewhere else; {@link
 * org.alfheim.loader.DryRun}, which tells what an open would do; and {@link
 * org.alfheim.loader.Succession} for a loader whose classes are refreshed.
 */
@Export
@Version("1.1.0")
package org.alfheim.loader;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
