/** Processes that are measured: started, listened to, and ended in time. */
package org.alfheim.itests.benchmarks.process;
