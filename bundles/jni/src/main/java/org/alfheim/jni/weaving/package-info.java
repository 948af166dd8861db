/** Weaves the classes of bundles that are served, while this bundle is active. */
package org.alfheim.jni.weaving;
