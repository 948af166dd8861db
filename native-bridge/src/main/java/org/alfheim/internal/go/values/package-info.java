/**
 * The exports of a Go plugin for whoever has it open: {@link
 * org.alfheim.internal.go.values.ExportedValues} gives them as interfaces of Java, and as functions
 * and variables for people at a shell, who write and read values as text.
 *
 * <p>{@link org.alfheim.internal.go.values.ValueReader} reads what a person writes, by the type
 * that Go has, and {@link org.alfheim.internal.go.values.ValueText} is how a value is shown; the
 * one reads what the other writes, but for what stays in Go.
 */
package org.alfheim.internal.go.values;
