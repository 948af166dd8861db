/**
 * What a person does with {@code ./alfheim}, and what comes of it: files of this machine are
 * opened, plugins installed and called, and whatever can be wrong with a file or a command is told
 * in one line.
 *
 * <p>The tests see the command alone: its arguments and standard input, its two outputs and its
 * status.
 */
package org.alfheim.itests.endtoend;
