/** Machine code that was compiled for a program, and goes straight at what is in another image. */
package org.alfheim.linker.code;
