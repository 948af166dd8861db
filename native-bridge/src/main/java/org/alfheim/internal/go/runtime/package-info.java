/**
 * Go's runtimes in this process, and the plugins in them.
 *
 * <p>A Go plugin is no library that stands for itself: it is a part of the program that opens it,
 * and that program is a {@linkplain org.alfheim.plugin.GoHost host}, a C library with a runtime of
 * Go and Go's own package {@code plugin}. A {@link org.alfheim.internal.go.runtime.GoRuntime} is
 * one host in place. Any number of them live side by side, of one version of Go or of several: each
 * is private to itself, and its plugins are bound to it by a {@linkplain
 * org.alfheim.internal.carrier.ProviderScope scope}.
 *
 * <p>Go's {@code plugin.Open} asks the C library for {@code realpath}, {@code dlopen}, {@code
 * dlsym} and {@code dlerror}. The host's are {@link
 * org.alfheim.internal.go.runtime.LoadingFunctions}: they know the plugins that this runtime is
 * given, and put one in place when Go asks for it. So Go does with a plugin all that it always
 * does, in its own order, and Alfheim does all that ld.so would.
 *
 * <p>How an image is put in place is the business of whoever has an {@link
 * org.alfheim.internal.go.runtime.GoCandidate}; how its values become values of Java, that of
 * {@link org.alfheim.internal.go.runtime.GoAccess}.
 */
package org.alfheim.internal.go.runtime;
