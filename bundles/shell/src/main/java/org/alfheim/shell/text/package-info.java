/**
 * What a person reads: rows under a heading.
 *
 * <p>A command returns a {@link org.alfheim.shell.text.Listing}, which a script goes through and
 * the shell shows as the table of {@link org.alfheim.shell.text.PluginTables} or {@link
 * org.alfheim.shell.text.ImageTable}.
 */
package org.alfheim.shell.text;
