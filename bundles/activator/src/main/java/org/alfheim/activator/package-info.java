/**
 * The activator that a plugin bundle names: opens the bundle's image and registers what it exports
 * as services.
 */
package org.alfheim.activator;
