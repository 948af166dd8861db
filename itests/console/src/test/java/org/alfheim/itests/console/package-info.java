/**
 * The console as its users see it: in a browser, and over HTTP. The container is started by {@code
 * ./alfheim run --console}, the browser is the Chromium of this machine.
 */
package org.alfheim.itests.console;
