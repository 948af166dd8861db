/** The system's zlib behind a typed Java interface. */
package org.alfheim.plugins.zlib;
