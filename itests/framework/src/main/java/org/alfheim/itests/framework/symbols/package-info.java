/** Symbols as services: by policy, by version, on demand, typed, and in numbers. */
package org.alfheim.itests.framework.symbols;
