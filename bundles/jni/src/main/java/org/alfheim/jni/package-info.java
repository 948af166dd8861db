/**
 * What the calls go to by which woven classes load their native libraries.
 *
 * <p>Nobody writes such a call. In the classes of bundles that are served, calls of {@link
 * System#load}, {@link System#loadLibrary} and their like are replaced by calls of {@link
 * org.alfheim.jni.LoadCalls} while the classes are loaded. A bundle is served that says so, by a
 * capability of its own or of a fragment:
 *
 * <pre>{@code
 * Provide-Capability: org.alfheim.natives;path="lib/linux-amd64/libx.so"
 * }</pre>
 *
 * <p>or for which there is a recipe, where the framework's property {@code org.alfheim.natives}
 * names it. The attributes are:
 *
 * <dl>
 *   <dt>{@code path} (String)
 *   <dd>the image in the bundle, or in a fragment of it; the file's name may have {@code *} in it.
 *       A capability without a path is about the libraries that {@code Bundle-NativeCode} names
 *   <dt>{@code bundle} (String)
 *   <dd>the symbolic name of another bundle, if that has the image and the native methods, and this
 *       one loads it for it
 *   <dt>{@code names} (List of String)
 *   <dd>other names by which {@code System.loadLibrary} is asked for it, and by which other images
 *       need it; it is found by that of its file without any
 *   <dt>{@code properties} (List of String)
 *   <dd>system properties that the classes of this bundle alone see, each as {@code name=value}. In
 *       a value {@code %f} stands for a path that leads to the image when it is loaded by it,
 *       {@code %d} for its folder and {@code %n} for its file name
 *   <dt>{@code resource} (String)
 *   <dd>{@code file} if the classes of this bundle look for images by {@link Class#getResource} and
 *       its like, those of other bundles, too, and load what has the URL of a file as it is: for
 *       images of bundles that are served they get such a URL. Where they look for the JDK's own
 *       methods that load a library for a class of another bundle, they find some that do
 *   <dt>{@code leaves} (List of String)
 *   <dd>what the bundle leaves behind, which would hold its class loader, and what is done about it
 *       when the bundle has been refreshed or uninstalled: {@code drivers} that it has registered
 *       with {@link java.sql.DriverManager} are deregistered; {@code hooks} by which it has
 *       something done at the JVM's end are run; threads of other names, which are those of
 *       subclasses of {@link Thread}, are interrupted
 * </dl>
 */
@Export
@Version("1.0.0")
package org.alfheim.jni;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
