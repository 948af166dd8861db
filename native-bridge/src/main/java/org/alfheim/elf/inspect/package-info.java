/**
 * Looks at ELF files: {@link org.alfheim.elf.inspect.Inspection#of} takes every kind of ELF64 file
 * for AMD64, and archives of them, and gives plain values, with what is damaged named beside what
 * is not.
 *
 * {@snippet file="LookInside.java" region="inspect"}
 *
 * <p>It is for people and tools. Whoever loads an image reads it with {@link
 * org.alfheim.elf.SharedObject}, which takes shared objects only, and all or nothing.
 */
@Export
@Version("1.0.0")
package org.alfheim.elf.inspect;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
