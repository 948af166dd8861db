/**
 * The generator of bindings for bnd's instruction {@code -generate}, and so for Maven: what {@code
 * alfheim bindings} writes, as a step of a build.
 */
package org.alfheim.bnd.generate;
