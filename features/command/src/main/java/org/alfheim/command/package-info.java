/**
 * The command line: open, symbols, lookup, call, inspect, plan, wrap, link, bindings, corpus.
 *
 * <p>{@link org.alfheim.command.Main} picks the {@link org.alfheim.command.subcommand.Subcommand}
 * that the first word names, and only that one is ever loaded: a command is started often, so its
 * start counts. A subcommand gets its parsed options and a {@link
 * org.alfheim.command.terminal.Terminal}, and answers with an exit status; what it refuses it
 * throws, and {@code Main} makes one line of it.
 *
 * <p>Exit statuses: 0 done; 1 a file, a symbol or a call was refused; 2 the command line itself is
 * wrong.
 */
package org.alfheim.command;
