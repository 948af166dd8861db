/** The ways from a bare file to a bundle; all of them go through {@code org.alfheim.wrap}. */
package org.alfheim.deployer.internal;
