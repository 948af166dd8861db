package org.alfheim.go;

/**
 * A {@code complex128} of Go, or a {@code complex64}, whose halves are floats.
 *
 * @param real the real part
 * @param imaginary the imaginary part
 */
public record GoComplex(double real, double imaginary) {}
