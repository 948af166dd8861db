/**
 * The product's image in containers, as a user would run it. {@link
 * org.alfheim.itests.containers.Product} is such a container, {@link
 * org.alfheim.itests.containers.Images} what they are made from; each test says what the world
 * around is like, and what has to hold in it.
 */
package org.alfheim.itests.containers;
