package org.alfheim.plugin;

/**
 * An image in this process that another copy of the loader has put there.
 *
 * @param name the plugin's name, as {@link Plugin#name()}
 * @param location the plugin's identity, as {@link Plugin#location()}; to open it is to find it
 * @param span the bytes of address space that the image covers
 * @param held as {@link ImageInfo#held}
 */
public record ForeignImage(String name, String location, long span, long held) {}
