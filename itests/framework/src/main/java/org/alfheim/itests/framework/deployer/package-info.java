/** Bare files that become bundles: the drop folder, and {@code elf:} URLs. */
package org.alfheim.itests.framework.deployer;
