/** An ELF file becomes a plugin bundle. */
package org.alfheim.wrap;
