/**
 * What stands before {@code dlopen}, {@code dlsym} and their like in images under a policy.
 *
 * <p>A filter is a few instructions that call Java and jump on to the function. The process has
 * each once, and asks every copy of the loader that has a say: so all that ld.so or a signal could
 * meet here is of the JDK's own classes, and no copy is kept by it.
 */
package org.alfheim.internal.process.filter;
