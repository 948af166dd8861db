/**
 * Types from a library's header and the system's C compiler alone ({@link
 * org.alfheim.internal.header.HeaderTypes}).
 *
 * <p>A file of C that refers to each exported name makes the compiler write down what the header
 * says of it; names that the header does not declare come back as errors and are left out. What was
 * read from the debug information is then written as C again, and the compiler proves that the
 * header says the same: prototypes, sizes, offsets, enumerators. What is not proved is not told,
 * but named with the reason. Places and the names of parameters, which compilers do not write down
 * for what is only declared, are read from the preprocessor's output.
 *
 * <p>Any compiler does that takes gcc's options. It is run without a shell, within a limit of time,
 * in a folder of its own that is gone afterwards. It is for the time of a build, and for people: no
 * open of an image comes here.
 *
 * <p>Not proved are the places of bit-fields, which have no address. A header of C++ is none of C.
 */
package org.alfheim.internal.header;
