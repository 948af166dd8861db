/**
 * What plugins load and look up themselves by {@code dlopen} and {@code dlsym}, and the images that
 * are in place for them to find.
 *
 * <p>{@link org.alfheim.internal.nested.NestedLoading} is the way in; its documentation says what
 * is asked when.
 */
package org.alfheim.internal.nested;
