/**
 * Calls, and what else is done with a plugin that is open, measured by JMH. Each call is made in
 * four ways that do the same: through an interface that Alfheim has bound, by method handles that
 * somebody has written by hand, by native methods (JNI), and by JNA's direct mapping. Structures
 * stand beside a plain call besides.
 */
package org.alfheim.itests.benchmarks.jmh;
