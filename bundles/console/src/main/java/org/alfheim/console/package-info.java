/**
 * A page of the Web Console on native plugins.
 *
 * <p>{@link org.alfheim.console.PluginsPage} is the servlet; it asks {@link
 * org.alfheim.console.Images} what there is and has one {@link org.alfheim.console.View} write it.
 * All HTML goes through {@link org.alfheim.console.Html}, which escapes every text: the names of
 * symbols and files come from images, and an image may be hostile. The page needs no script, no
 * inline style and nothing from elsewhere.
 *
 * <p>A symbol's page has a form by which it is used: a {@link org.alfheim.console.Use} goes in, an
 * {@link org.alfheim.console.Answer} comes out and is kept for a while, so that a page that is
 * loaded again calls nothing again. A request that has an effect is a POST. Who gets at all this is
 * the matter of {@link org.alfheim.console.guard}.
 *
 * <p>The same is JSON ({@link org.alfheim.console.JsonResources}), and the facts are a page of the
 * inventory report ({@link org.alfheim.console.PluginsPrinter}).
 */
package org.alfheim.console;
