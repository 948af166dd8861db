package org.alfheim.internal.carrier;

/**
 * What is given up when ld.so unloads a carrier that {@linkplain Carrier#closes closes}.
 *
 * @param start where a mapping begins
 * @param size its bytes
 * @param descriptor an open descriptor
 */
public record Closing(long start, long size, int descriptor) {}
