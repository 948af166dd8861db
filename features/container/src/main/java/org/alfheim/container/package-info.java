/**
 * The runnable container: a framework, its shell, the drop folder and the sample plugins.
 *
 * <p>The archive of this module plays two parts. As a program ({@code
 * org.alfheim.container.launcher}) it starts the framework and installs the bundles that lie beside
 * it; the set is the one that {@code container.bndrun} resolves to. As one of those bundles (this
 * package) it runs the commands that the program was given, and adds to the shell the commands that
 * a script needs: {@code install}, {@code start}, {@code stop}, {@code update}, {@code uninstall}
 * and {@code exit}, which fail with an exception where the framework's own print a message and go
 * on.
 *
 * <p>Program and bundle share no class, since the framework has class loaders of its own. They meet
 * in the framework's properties, and in a service: a {@link java.util.concurrent.Callable} with the
 * property {@code main.thread=true} is run by the program's main thread, and its result is the
 * status of the process.
 */
package org.alfheim.container;
