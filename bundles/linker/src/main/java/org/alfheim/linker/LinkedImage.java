package org.alfheim.linker;

import java.lang.foreign.MemorySegment;

/**
 * A shared object that was linked.
 *
 * @param bytes its bytes, read-only
 * @param report what was done
 */
public record LinkedImage(MemorySegment bytes, LinkReport report) {}
