/**
 * What is logged with SLF4J goes to the OSGi Log Service.
 *
 * <p>{@link org.alfheim.slf4j.LogServiceProvider} is what {@code slf4j-api} finds through the
 * Service Loader Mediator; each of its loggers writes in the name of the bundle whose class has
 * asked for it.
 */
package org.alfheim.slf4j;
