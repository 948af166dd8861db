/**
 * Reads Go plugins, what {@code go build -buildmode=plugin} writes: of which Go they are, what they
 * were built with, and what they export, with the types of Go. Nothing of them runs.
 *
 * <p>{@link org.alfheim.internal.go.GoMark} knows a Go plugin; {@link
 * org.alfheim.internal.go.GoPlugin} is what others use of it, and {@link org.alfheim.types.GoType}
 * the types. A plugin describes itself: {@link org.alfheim.internal.go.BuildInformation} is what
 * {@code go version -m} reads. {@link org.alfheim.internal.go.ModuleData} is the record that the
 * plugin gives the runtime when it is loaded; its layout differs from version to version, and is
 * read from the type of the record, which is in the plugin, too. {@link
 * org.alfheim.internal.go.TypeDescriptors} reads types. Each holds its own text; a type whose
 * structure does not give that text is no type that is known.
 *
 * <p>{@link org.alfheim.internal.go.GoContents} says what keeps a plugin from a host, or from the
 * plugins that share it, by their files alone.
 *
 * <p>All is pure. Any input, however hostile, gives a value, a word on what is not known, or an
 * {@link org.alfheim.elf.ElfException}, in a time and with memory that the size of the file bounds.
 *
 * <p>Names are those of Go's packages {@code runtime}, {@code internal/abi} and {@code
 * debug/buildinfo}. What is read here is the same from Go 1.19 on; a plugin of a Go that has it
 * otherwise has types that are not known.
 */
package org.alfheim.internal.go;
