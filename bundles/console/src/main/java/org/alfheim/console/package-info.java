/**
 * A page of the Web Console on native plugins.
 *
 * <p>{@link org.alfheim.console.PluginsPage} is the servlet; it asks {@link
 * org.alfheim.console.Images} what there is and has one {@link org.alfheim.console.View} write it.
 * All HTML goes through {@link org.alfheim.console.Html}, which escapes every text: the names of
 * symbols and files come from images, and an image may be hostile. The page needs no script, no
 * inline style and nothing from elsewhere.
 *
 * <p>The same facts are JSON ({@link org.alfheim.console.JsonReport}) and a page of the inventory
 * report ({@link org.alfheim.console.PluginsPrinter}).
 */
package org.alfheim.console;
