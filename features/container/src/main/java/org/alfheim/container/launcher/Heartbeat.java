package org.alfheim.container.launcher;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.osgi.framework.Bundle;
import org.osgi.framework.launch.Framework;

/**
 * A sign of life for those who supervise the process: a file that holds the machine's uptime at the
 * last moment the framework was known to work.
 *
 * <p>The property {@code alfheim.heartbeat} names the file; without it there is no heartbeat. The
 * time is the uptime, since that is what no change of the clock moves.
 */
final class Heartbeat {

  /** How long the framework is left alone between two beats, in seconds. */
  private static final long INTERVAL = 5;

  /** A service that is always there. */
  private static final String LOG = "org.osgi.service.log.LogService";

  private static final Path UPTIME = Path.of("/proc/uptime");

  private final Framework framework;
  private final Path file;

  private Heartbeat(Framework framework, Path file) {
    this.framework = framework;
    this.file = file;
  }

  /** Beats for the first time, and from then on until the framework stops or the process ends. */
  static void start(Framework framework) {
    String file = System.getProperty("alfheim.heartbeat");
    if (file != null) {
      Thread.ofPlatform()
          .name("alfheim-heartbeat")
          .daemon()
          .start(new Heartbeat(framework, Path.of(file))::beat);
    }
  }

  private void beat() {
    boolean told = false;
    try {
      while (works()) {
        try {
          Files.writeString(file, Files.readString(UPTIME));
        } catch (IOException e) {
          // Whoever waits for the beat finds it missing; this says why.
          if (!told) {
            System.err.println("alfheim: no sign of life can be written: " + e);
            told = true;
          }
        }
        SECONDS.sleep(INTERVAL);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Asks the service registry: where that does not answer, there is no beat either. */
  private boolean works() {
    try {
      return framework.getState() == Bundle.ACTIVE
          && framework.getBundleContext().getServiceReference(LOG) != null;
    } catch (IllegalStateException e) {
      // It has been stopped meanwhile.
      return false;
    }
  }
}
