/**
 * The back end of this process: takes an image through the stages, from bytes to a live plugin.
 *
 * <p>{@link org.alfheim.internal.open.ImageLoader} is where an open begins and ends. Three tables
 * see to it that everything is done once: {@link org.alfheim.internal.open.OpenTable} among the
 * threads of one copy of these classes, {@code ProcessImages} among the copies in one process, and
 * {@code PlacedImages} among the images that are bound to each other.
 */
package org.alfheim.internal.open;
