/**
 * What Java and plugins print to the same file descriptors. Each has a buffer of its own: {@link
 * org.alfheim.streams.StandardStreams} writes out that of C, and {@link
 * org.alfheim.streams.StandardOutput} is Java's without one. Commands and consoles need it that
 * show what a call has printed beside what it returned.
 */
@Export
@Version("1.0.0")
package org.alfheim.streams;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
