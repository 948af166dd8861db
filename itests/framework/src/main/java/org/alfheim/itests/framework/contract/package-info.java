/** Java interfaces that the tests' plugin bundles bind to their images. */
@Version("1.0.0")
package org.alfheim.itests.framework.contract;

import org.osgi.annotation.versioning.Version;
