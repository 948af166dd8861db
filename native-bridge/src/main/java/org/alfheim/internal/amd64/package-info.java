/**
 * All machine code, each beside the assembler source that it is made from, and the form of the
 * words that it works on.
 *
 * <p>The bytes are constants, so that no assembler is needed to build or to run; a test assembles
 * each source and compares. Another architecture would be another room like this one.
 */
package org.alfheim.internal.amd64;
