/** The command line: open, symbols, lookup, inspect, plan, call, wrap. */
package org.alfheim.command;
