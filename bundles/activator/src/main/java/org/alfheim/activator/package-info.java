/**
 * The activator that plugin bundles name and none of them holds.
 *
 * <p>A plugin bundle is a jar with an image and a manifest; no Java is needed in it:
 *
 * <pre>{@code
 * Bundle-SymbolicName: com.example.hello
 * Bundle-Activator: org.alfheim.activator.PluginActivator
 * Import-Package: org.alfheim.activator;version="[1.0,2)"
 * Native-Plugin: lib/libhello.so;symbols=all
 * }</pre>
 *
 * <p>Starting such a bundle is what {@code plugin.Open} is to a Go program, and what it exports is
 * found by service lookup. The header follows the grammar of all OSGi headers (OSGi Core 8, 3.2.4)
 * with one clause for each image. Its attributes are:
 *
 * <dl>
 *   <dt>{@code name}
 *   <dd>the plugin's name in the service registry; the file's name without it
 *   <dt>{@code symbols}
 *   <dd>{@code all}: each exported symbol is a service. {@code declared}: those that {@code
 *       declare} lists. {@code on-demand}: those that somebody asks for by {@code (symbol.name=…)}.
 *       Without it: {@code declared} where {@code declare} is there, else {@code all} up to {@value
 *       org.alfheim.registry.PluginConstants#ALL_SYMBOLS_LIMIT} symbols, else {@code on-demand}.
 *   <dt>{@code declare}
 *   <dd>a list of symbols, in quotes and separated by commas, that are services from the start;
 *       each must be there
 *   <dt>{@code services}
 *   <dd>a list of Java interfaces, in quotes and separated by commas; each is bound to the image
 *       and registered under its own name
 *   <dt>{@code version}
 *   <dd>the plugin's version; what the file's name or the soname says without it
 *   <dt>{@code waive}
 *   <dd>a list of demands that the image does not have to meet ({@link org.alfheim.plugin.Waiver}):
 *       {@code executable-stack}, {@code text-relocations}, {@code nodlopen}, {@code
 *       undefined-functions}, {@code types}; each takes a protection away
 *   <dt>{@code types}
 *   <dd>the path in the bundle of the types of the image's symbols, in the form of BTF; without it
 *       the image itself is asked
 *   <dt>{@code go.runtime}
 *   <dd>the name of the Go runtime that a Go plugin shares with those of other bundles that say the
 *       same name; without it the Go plugins of a bundle have a runtime of their own
 *   <dt>{@code needs}, {@code referred}, {@code symbolic}, {@code soname}
 *   <dd>how relocatable objects ({@code .o}) and archives ({@code .a}) become an image, as {@link
 *       org.alfheim.plugin.Linking} has it: a list of sonames in quotes, {@code true} or {@code
 *       false} for the next two, a name. Several of them in one clause are one image: {@code
 *       lib/a.o;lib/libb.a;needs="libm.so.6"}
 * </dl>
 */
@Export
@Version("1.0.0")
package org.alfheim.activator;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
