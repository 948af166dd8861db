/**
 * How the command speaks to whoever has started it: results on the standard output, one line for
 * each thing that went wrong on the standard error, and an exit status.
 */
package org.alfheim.command.terminal;
