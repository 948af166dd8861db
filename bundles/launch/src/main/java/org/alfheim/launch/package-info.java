/**
 * Ends a program of bnd's launcher whose bundles can't be started. The launcher's own answer is to
 * wait for a {@code Runnable} that no bundle will ever register.
 *
 * <p>The classes are activators that bnd's launcher finds by {@code Embedded-Activator} in the
 * manifest of a jar on the {@code -runpath}, and starts with the context of the system bundle. By
 * their field {@code IMMEDIATE} they say when.
 */
package org.alfheim.launch;
