/**
 * Seven real libraries, and their bindings: {@link org.alfheim.itests.bindings.Main} has them
 * written when the module is built, so that the programs that use them are compiled as any are.
 */
package org.alfheim.itests.bindings;
