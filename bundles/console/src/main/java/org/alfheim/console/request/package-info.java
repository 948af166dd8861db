/**
 * What a request holds, and how it is refused.
 *
 * <p>{@link org.alfheim.console.request.Parameters} reads a form's or a query's parameters, for the
 * page and for JSON alike; {@link org.alfheim.console.request.RequestException} carries the status
 * of HTTP with which a request is turned down.
 */
package org.alfheim.console.request;
