package org.alfheim.types;

/**
 * A place in a source file.
 *
 * @param file the file's path, as the compiler had it
 * @param line the line, from 1 on
 */
public record SourcePosition(String file, int line) {}
