/**
 * A plugin bundle from its install to its end: what starts, what is refused, what is wired, and
 * what stays when bundles, and whole frameworks, are gone.
 */
package org.alfheim.itests.framework.lifecycle;
