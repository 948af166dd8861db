/**
 * Unpacks what zstd has packed (RFC 8878), for debug information of compilers that pack it so. Java
 * has nothing of its own for it.
 *
 * <p>{@link org.alfheim.internal.zstd.ZstdStream} is all of it. Whoever unpacks says how many bytes
 * there are to be, and no more memory is asked for, whatever the stream says.
 */
package org.alfheim.internal.zstd;
