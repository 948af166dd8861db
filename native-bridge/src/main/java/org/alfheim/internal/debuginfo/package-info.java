/**
 * Finds the files that hold an image's debug information, where distributions and debuginfod put
 * them, and looks whether they are those of the image. Nothing is fetched from a network.
 */
package org.alfheim.internal.debuginfo;
