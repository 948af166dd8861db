/**
 * A page of the Web Console on native plugins.
 *
 * <p>{@link org.alfheim.console.PluginsPage} is the servlet. It asks the {@link
 * org.alfheim.console.model} what there is and has a {@link org.alfheim.console.view.View} write
 * it; the same is JSON ({@link org.alfheim.console.json}), and the facts are a page of the
 * inventory report ({@link org.alfheim.console.PluginsPrinter}).
 *
 * <p>The rooms, each needing only those behind it:
 *
 * <ul>
 *   <li>{@link org.alfheim.console.view}: HTML; {@link org.alfheim.console.json}: JSON
 *   <li>{@link org.alfheim.console.graph}: the picture of who uses whom
 *   <li>{@link org.alfheim.console.request}: parameters and refusals
 *   <li>{@link org.alfheim.console.model}: the facts, and the use of symbols
 *   <li>{@link org.alfheim.console.guard}: who gets in; it knows of no plugin
 * </ul>
 *
 * <p>A symbol's page has a form by which it is used: a {@link org.alfheim.console.model.Use} goes
 * in, an {@link org.alfheim.console.model.Answer} comes out and is kept for a while, so that a page
 * that is loaded again calls nothing again. A request that has an effect is a POST.
 */
package org.alfheim.console;
