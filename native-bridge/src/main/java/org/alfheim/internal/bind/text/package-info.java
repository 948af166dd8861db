/** Calls and variables by a C declaration: values of Java, and text as people write it. */
package org.alfheim.internal.bind.text;
