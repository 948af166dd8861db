/**
 * The directory and the symbols on demand; both live on the {@code Plugin} services, whoever
 * registers them.
 */
package org.alfheim.registry.internal;
