/** What may be opened at all, by Config Admin and by properties of the framework. */
package org.alfheim.itests.framework.policy;
