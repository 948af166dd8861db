/**
 * The program that starts a container: its arguments, the framework's configuration, and the order
 * of the start.
 */
package org.alfheim.container.launcher;
