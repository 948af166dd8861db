/** What the comparison with the accepted API objects to. */
package org.alfheim.itests.api;
