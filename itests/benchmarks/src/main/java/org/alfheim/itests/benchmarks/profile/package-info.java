/** Counts what an open consists of. Counts are the same on a machine that is busy. */
package org.alfheim.itests.benchmarks.profile;
