/**
 * Finds the system's libraries as ld.so does, by reading: search paths, {@code LD_LIBRARY_PATH},
 * {@code /etc/ld.so.cache}, the standard folders (ld.so(8)). It is how a plan can say where a
 * library would come from, and how a refused open can name everything that is missing, while
 * nothing is loaded.
 */
@Export
@Version("1.0.0")
package org.alfheim.search;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
