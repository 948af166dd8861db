/**
 * Programs that run in JVMs of their own and read what there is to read there. The first argument
 * of each is the file for its results, since a library that is opened may write to the standard
 * output.
 */
package org.alfheim.itests.benchmarks.probe;
