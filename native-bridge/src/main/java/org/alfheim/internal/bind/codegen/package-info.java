/** The classes that are generated for contracts, and where they are defined. */
package org.alfheim.internal.bind.codegen;
