/**
 * Where sections come to be: one pass takes some of them apart, the layout gives all of them
 * addresses, and each says so in the section's place, once. Who has a section has its place at
 * hand, and looks nothing up.
 */
package org.alfheim.linker.place;
