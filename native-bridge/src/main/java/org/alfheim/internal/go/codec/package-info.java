/**
 * Values that are copied between Java and Go: numbers, strings, slices, maps and structures, each
 * written as words and read from them by a {@link org.alfheim.internal.go.codec.WireCodec}.
 *
 * <p>What stays in Go, and which codec a type has, is known in {@link
 * org.alfheim.internal.go.call}.
 */
package org.alfheim.internal.go.codec;
