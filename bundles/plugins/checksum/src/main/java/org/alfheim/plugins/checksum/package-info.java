/** A component that uses zlib by reference, with no sign that it is native. */
package org.alfheim.plugins.checksum;
