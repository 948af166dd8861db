package org.alfheim.internal.go;

/**
 * A part of a Go runtime: a host or a plugin.
 *
 * @param file what messages call it
 * @param described what its file says of itself
 */
public record GoModule(String file, GoPlugin described) {}
