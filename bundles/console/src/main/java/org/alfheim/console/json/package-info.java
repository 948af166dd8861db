/**
 * The console for programs: the same facts, and the same use of symbols, as JSON (RFC 8259).
 *
 * <p>{@link org.alfheim.console.json.JsonResources} answers requests for the resources that the
 * README lists; {@link org.alfheim.console.json.JsonReport} writes the documents.
 */
package org.alfheim.console.json;
