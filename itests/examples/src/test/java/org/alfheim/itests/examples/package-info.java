/** The examples, taken out of the tree, built and run. */
package org.alfheim.itests.examples;
