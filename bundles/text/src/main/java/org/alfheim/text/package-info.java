/**
 * What people read at a terminal or on a page.
 *
 * <p>Names of files and symbols, and messages that hold them, come from images, and an image may be
 * hostile: {@link org.alfheim.text.Visible} makes a line of them that is shown and not obeyed.
 * {@link org.alfheim.text.Table} aligns such text in columns.
 */
package org.alfheim.text;
