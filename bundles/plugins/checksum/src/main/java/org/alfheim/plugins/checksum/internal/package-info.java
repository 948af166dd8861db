/** The components behind the service and the command. */
package org.alfheim.plugins.checksum.internal;
