/**
 * Jars with native methods that many use, each as it is published, in Felix and in Equinox: {@link
 * org.alfheim.itests.jni.RecipesTest} does with each what its users do, in a process of its own.
 */
package org.alfheim.itests.jni;
