/**
 * The two texts that linkers read beside objects: scripts that stand in for a library and name
 * others ({@link org.alfheim.linker.script.LinkerScript}), and scripts that say which names an
 * image exports, and in which versions ({@link org.alfheim.linker.script.VersionScript}).
 *
 * <p>Of the language of scripts only what such files hold is read (GNU ld's manual, "File Commands"
 * and "VERSION Command"). Whatever else is in one is refused with its line.
 */
package org.alfheim.linker.script;
