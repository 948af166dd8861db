package org.alfheim.elf;

/**
 * A note (gABI, "Note Section").
 *
 * @param owner who defines what the type means, such as {@code GNU}
 * @param type the owner's number for the kind of note
 * @param content the content in lower-case hexadecimal digits
 */
public record Note(String owner, int type, String content) {}
