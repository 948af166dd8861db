/**
 * What is known of the types of one image, from all that may know: BTF and DWARF in the image, what
 * a bundle carries, and separate debug files, in this order. The first that knows a symbol counts.
 *
 * <p>Nothing is read before the first type is wanted. A source that can't be read is left out and
 * remembered as a {@linkplain org.alfheim.internal.symboltypes.ImageTypes#problems problem}: an
 * image without types is an image all the same.
 */
package org.alfheim.internal.symboltypes;
