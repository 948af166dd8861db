/**
 * Checksums as a service, and the shell's command {@code checksum:crc32}. What computes them is
 * whatever provides {@link org.alfheim.plugins.zlib.Zlib}; nothing here shows that it is native.
 */
@Export
@Version("1.0.0")
package org.alfheim.plugins.checksum;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
