package org.alfheim.slf4j;

import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a bundle of the test does when it starts: it logs with SLF4J. */
public final class Talker implements BundleActivator {
  @Override
  public void start(BundleContext context) {
    Logger logger = LoggerFactory.getLogger("talk");
    logger.warn("{} of {}", "one", 2);
    logger.error("no more", new IllegalStateException("tired"));
    logger.debug("a detail");
  }

  @Override
  public void stop(BundleContext context) {}
}
