/** How well-known jars find their libraries: a table, and what a line of it says. */
package org.alfheim.jni.recipe;
