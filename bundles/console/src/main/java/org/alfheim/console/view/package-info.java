/**
 * The console for people: each {@link org.alfheim.console.view.View} writes one thing that the page
 * shows.
 *
 * <p>All HTML goes through {@link org.alfheim.console.view.Html}, which escapes every text: the
 * names of symbols and files come from images, and an image may be hostile. {@link
 * org.alfheim.console.view.Links} makes the addresses of other views, {@link
 * org.alfheim.console.view.Tables} what their tables have in common. No view needs a script, an
 * inline style or anything from elsewhere.
 */
package org.alfheim.console.view;
