/**
 * What the console shows, before it is HTML or JSON.
 *
 * <p>{@link org.alfheim.console.model.Images} asks the registry and the framework what there is, at
 * the moment of the question; each {@link org.alfheim.console.model.ShownImage} is one image with
 * the service that stands for it. {@link org.alfheim.console.model.SymbolSearch} looks among their
 * symbols, {@link org.alfheim.console.model.MappedRegion} reads what the kernel says of their
 * memory.
 *
 * <p>A symbol is used by a {@link org.alfheim.console.model.Use}: a call, a look at a variable, or
 * a change of one. {@link org.alfheim.console.model.Answer} is what came of it, and {@link
 * org.alfheim.console.model.Answers} keeps the last ones. Nothing here knows of requests.
 */
package org.alfheim.console.model;
