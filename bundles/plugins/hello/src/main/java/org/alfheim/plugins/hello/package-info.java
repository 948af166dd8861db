/** The example of Go's plugin package, in C: a variable V and a function F. */
package org.alfheim.plugins.hello;
