/** Tests of plugin bundles in a live framework; they run inside it. */
package org.alfheim.itests.framework;
