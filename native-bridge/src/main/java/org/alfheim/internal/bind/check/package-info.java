/**
 * Types that somebody gives to a symbol, held against what is known of it: Java's, by the table of
 * {@link org.alfheim.bind}, and C's. It happens when something is bound; a call costs no more for
 * it.
 *
 * <p>What is refused would be read, passed or written as something else than it is. What is merely
 * said in other words is taken: another name, another signedness of the same bits, {@code void *}
 * for any pointer, a {@code long} for an address.
 */
package org.alfheim.internal.bind.check;
