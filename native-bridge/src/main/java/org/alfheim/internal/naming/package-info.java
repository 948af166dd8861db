/** The symbols of an image by the names that people write: those of C++ and Rust, decoded. */
package org.alfheim.internal.naming;
