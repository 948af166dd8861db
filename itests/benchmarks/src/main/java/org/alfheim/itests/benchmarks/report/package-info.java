/** What was measured, as people and programs read it. */
package org.alfheim.itests.benchmarks.report;
