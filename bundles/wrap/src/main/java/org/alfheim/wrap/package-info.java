/**
 * An ELF file becomes a plugin bundle: a jar with the image, a manifest made from what the image
 * says of itself, and no Java.
 *
 * <pre>{@code
 * PluginBundle bundle = PluginBundle.of(Path.of("/lib/x86_64-linux-gnu/libz.so.1"));
 * context.installBundle("elf:file:/lib/x86_64-linux-gnu/libz.so.1", bundle.openStream()).start();
 * }</pre>
 *
 * <p>The same image gives the same bytes, wherever and whenever it is wrapped. Nothing here needs
 * an OSGi framework.
 */
@Export
@Version("2.0.0")
package org.alfheim.wrap;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
