/** The OSGi features, read and started. */
package org.alfheim.feature;
