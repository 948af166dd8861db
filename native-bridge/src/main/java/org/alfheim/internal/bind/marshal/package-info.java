/** How values cross between Java and C: conversions, the memory of a call, callbacks. */
package org.alfheim.internal.bind.marshal;
