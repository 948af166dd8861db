/** What is known of plugins: the inventory of images and failures, and the figures in JMX. */
package org.alfheim.itests.framework.inventory;
