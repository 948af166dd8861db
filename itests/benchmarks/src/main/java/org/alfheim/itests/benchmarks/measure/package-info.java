/**
 * Measurements: each class one kind, with its lines of the table. Alfheim and its peer take turns
 * in processes of their own, and the middle one of all values of each counts: what else runs on a
 * machine makes some of them large.
 */
package org.alfheim.itests.benchmarks.measure;
