package org.alfheim.internal.go;

/**
 * Why a plugin can't be opened in a runtime.
 *
 * @param field what of the plugin is at fault: {@code version}, a flag, or a package
 * @param problem what is wrong, for a message that has named the plugin
 * @param cure what to do
 */
public record GoMisfit(String field, String problem, String cure) {}
