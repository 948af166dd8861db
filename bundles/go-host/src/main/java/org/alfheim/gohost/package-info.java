/**
 * Builds hosts for Go plugins. A Go plugin fits the Go runtime of its own toolchain only; so the
 * host, a C library with that runtime in it, is here as source, and is compiled by the toolchain
 * that the person has who built the plugin.
 *
 * <p>{@link org.alfheim.gohost.GoInstallation} is a toolchain of this machine, {@link
 * org.alfheim.gohost.HostBuild} what is told to it, and {@link org.alfheim.gohost.GoHostCache}
 * keeps what was built, so that a plugin that comes along finds a host. No plugin's code is
 * executed.
 */
package org.alfheim.gohost;
