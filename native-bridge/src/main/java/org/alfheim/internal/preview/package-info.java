/** What opening a file would do, and what it lacks: for people, before or after it has failed. */
package org.alfheim.internal.preview;
