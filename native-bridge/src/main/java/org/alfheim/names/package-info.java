/**
 * Names as people write and read them: {@link org.alfheim.names.NamePattern} finds some by a
 * pattern, {@link org.alfheim.names.SimilarNames} those that somebody may have meant, {@link
 * org.alfheim.names.DemangledName} has what people write for a symbol of C++ or Rust, {@link
 * org.alfheim.names.DemangledIndex} finds symbols so, and {@link org.alfheim.names.RawText} holds
 * and shows names that are not UTF-8.
 *
 * <p>Names come from images, and an image may have a hundred thousand, of any length: all of this
 * is linear in their length.
 */
@Export
@Version("1.1.0")
package org.alfheim.names;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
