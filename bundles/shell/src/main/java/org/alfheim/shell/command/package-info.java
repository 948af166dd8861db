/**
 * The commands of the scope {@code plugin}, a class for each.
 *
 * <p>{@link org.alfheim.shell.command.PluginCommand} is what the shell calls: it checks the words
 * by the command's {@link org.alfheim.shell.command.Usage} before the public method of the
 * command's name gets them, and gives that method the {@link
 * org.alfheim.shell.command.Surroundings} to work on. The descriptions at a method and its
 * parameters are what {@code help} prints.
 */
package org.alfheim.shell.command;
