/** The loader: an ELF image in, a live plugin out. */
package org.alfheim.plugin;
