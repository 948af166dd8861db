/**
 * Bundles made of well-known jars with native libraries, so that they are served.
 *
 * <p>{@link org.alfheim.jni.jar.NativesJar} knows a jar by the recipes: its classes and libraries
 * stay as they are, and its manifest says what it is served with. A jar that is no bundle becomes
 * one.
 */
@Export
@Version("1.0.0")
package org.alfheim.jni.jar;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
