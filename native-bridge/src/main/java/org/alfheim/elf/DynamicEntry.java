package org.alfheim.elf;

import java.util.Optional;

/**
 * An entry of the dynamic section.
 *
 * @param tag {@code d_tag}
 * @param tagName the tag's name, such as {@code DT_NEEDED}
 * @param value {@code d_val} or {@code d_ptr}
 * @param text the string that the value stands for, if it stands for one
 */
public record DynamicEntry(long tag, String tagName, long value, Optional<String> text) {}
