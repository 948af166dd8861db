/**
 * What each word of the command does.
 *
 * <p>A {@link org.alfheim.command.subcommand.Subcommand} says which options it takes, explains
 * itself, and does its work on the {@link org.alfheim.command.subcommand.FileArgument}s that it is
 * given. What it finds is lines of text, or JSON where that is asked for.
 */
package org.alfheim.command.subcommand;
