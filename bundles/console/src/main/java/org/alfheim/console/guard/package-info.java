/**
 * Who gets at the console, and at all else that its server serves.
 *
 * <p>{@link org.alfheim.console.guard.Guard} is asked before any servlet and before the password:
 * whether the request was sent to a name of the console ({@link org.alfheim.console.guard.Hosts}),
 * and not by a page of another site ({@link org.alfheim.console.guard.Sender}). It writes what
 * every response tells the browser, and has requests that do something done within bounds ({@link
 * org.alfheim.console.guard.Workers}). {@link org.alfheim.console.guard.Login} then asks for the
 * password.
 *
 * <p>Nothing here knows of plugins.
 */
package org.alfheim.console.guard;
