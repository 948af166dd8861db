/** Commands for the Gogo shell, in the scope plugin. */
package org.alfheim.shell;
