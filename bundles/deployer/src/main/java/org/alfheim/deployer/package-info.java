/**
 * Bare ELF files as bundles, by three ways.
 *
 * <ul>
 *   <li>A URL: {@code install elf:file:/lib/x86_64-linux-gnu/libz.so.1} in a shell, or {@code
 *       BundleContext.installBundle}. Options stand in the query: {@code
 *       elf:file:/opt/libx.so?name=x&symbols=on-demand}.
 *   <li>{@link org.alfheim.deployer.PluginInstaller}, a service that does the same where a
 *       framework has no URL handlers.
 *   <li>A folder that Felix File Install watches: a file that appears becomes a started bundle, a
 *       changed one is updated, one that goes is uninstalled, one that can't be used is one line in
 *       the log.
 * </ul>
 */
@Export
@Version("1.0.0")
package org.alfheim.deployer;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
