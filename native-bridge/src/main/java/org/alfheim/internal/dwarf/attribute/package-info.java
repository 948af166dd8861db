/**
 * What attributes mean where it takes more than a look (DWARF 5, chapter 2): the name of a symbol
 * that another entry declares, the name of a type with its scopes, the address of a variable, the
 * addresses of a function in pieces, and the language of a unit.
 */
package org.alfheim.internal.dwarf.attribute;
