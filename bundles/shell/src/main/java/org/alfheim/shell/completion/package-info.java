/**
 * What the words of a command may be, for the shell at a terminal.
 *
 * <p>{@code completion.gosh} asks {@link org.alfheim.shell.completion.Completions} by reflection.
 * JLine is there at a terminal only: nothing outside of this package needs it.
 */
package org.alfheim.shell.completion;
