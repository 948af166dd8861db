/**
 * How debugging information entries are written (DWARF 5, chapter 7), before anybody asks what they
 * mean.
 *
 * <p>What a DIE is stands in its {@link org.alfheim.internal.dwarf.form.Tag}, what is said of it in
 * its attributes ({@link org.alfheim.internal.dwarf.form.At}), each in one of many forms ({@link
 * org.alfheim.internal.dwarf.form.Form}). To save space, tag, attributes and forms stand once in an
 * {@link org.alfheim.internal.dwarf.form.Abbreviation}, and the DIE has its number and the bare
 * values. A {@link org.alfheim.internal.dwarf.form.UnitHeader} says which of the formats a unit
 * has.
 */
package org.alfheim.internal.dwarf.form;
