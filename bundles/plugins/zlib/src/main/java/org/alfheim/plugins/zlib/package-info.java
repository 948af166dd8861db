/**
 * The system's zlib as a service: checksums and the zlib format (RFC 1950).
 *
 * <p>Consumers ask for {@link org.alfheim.plugins.zlib.Zlib} and see nothing of what is behind it,
 * which is a native plugin.
 */
@Export
@Version("1.0.0")
package org.alfheim.plugins.zlib;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
