/**
 * A plugin for bnd that makes plugin bundles. A bundle names its images,
 *
 * <pre>{@code
 * Native-Plugin: lib/libgreet.so=target/native/libgreet.so;services=com.example.Greeter
 * }</pre>
 *
 * <p>and {@link org.alfheim.bnd.NativePlugins} reads them and writes the rest of the manifest:
 * activator, imports, capabilities, requirements. What would only fail when the bundle starts, or
 * worse, fails the build: an image for another machine, a library that nobody provides, a symbol
 * that an interface needs and the image lacks.
 */
@Export
@Version("1.0.0")
package org.alfheim.bnd;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
