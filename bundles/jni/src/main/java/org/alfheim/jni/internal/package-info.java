/** Which bundles are served, with which images, and the recipes for well-known ones. */
package org.alfheim.jni.internal;
