/** The header {@code Native-Plugin}: a manifest's text in, checked declarations out. */
package org.alfheim.activator.header;
