/**
 * Commands for the Gogo shell, in the scope {@code plugin}: open, list, symbols, lookup, get, set,
 * call, where, plan.
 *
 * <p>They do what any bundle could do: install and start a bundle to open a plugin, and find {@link
 * org.alfheim.plugin.Plugin} and {@link org.alfheim.plugin.Symbol} services to use it. What a
 * command returns is an object that the next command can take ({@code plugin:symbols (plugin:open
 * /lib/libz.so.1)}); {@link org.alfheim.shell.PluginConverter} says how the shell shows it.
 *
 * <p>{@link org.alfheim.shell.PluginScope} registers the commands of {@link
 * org.alfheim.shell.command}. They work on {@link org.alfheim.shell.plugins} and return what {@link
 * org.alfheim.shell.text} puts into words; {@link org.alfheim.shell.completion} helps who types.
 */
package org.alfheim.shell;
