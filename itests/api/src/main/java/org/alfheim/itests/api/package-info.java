/** The API as it was accepted, as text, and what is built held against it. */
package org.alfheim.itests.api;
