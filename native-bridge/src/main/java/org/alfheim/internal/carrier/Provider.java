package org.alfheim.internal.carrier;

import org.alfheim.elf.SharedObject;

/**
 * An image that is live in the process and can satisfy another's {@code DT_NEEDED}.
 *
 * @param soname the entry of {@code DT_NEEDED} that it satisfies: its soname, or without one its
 *     file's name
 * @param carrier the name by which the C library's loader knows its carrier
 * @param image the image, for its symbols and versions
 */
public record Provider(String soname, String carrier, SharedObject image) {}
