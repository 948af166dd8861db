/** Bare ELF files as bundles: elf: URLs and the drop folder. */
package org.alfheim.deployer;
