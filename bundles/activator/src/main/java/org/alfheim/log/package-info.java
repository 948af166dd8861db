/**
 * The log of Alfheim's own bundles: the OSGi Log Service, and the standard error where a framework
 * has none.
 */
@Export
@Version("1.0.0")
package org.alfheim.log;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
