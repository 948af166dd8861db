/**
 * Of a bundle that the tests make: what it lends to native code, which keeps it when the bundle has
 * gone.
 */
package org.alfheim.itests.framework.lender;
