package org.alfheim.internal.process.map;

import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The images that Alfheim has in this process, whichever copy of its classes put them there.
 *
 * <p>Two frameworks in one JVM, or one whose loader bundle was refreshed, have these classes
 * several times; the process has an image once. What the copies have in common are the JDK's
 * classes only, so the table is a set of system properties, one for each image, and its lock is a
 * string literal, which the JVM has once.
 */
public final class ProcessImages {
  static final String LOCK = "org.alfheim.images";
  private static final String IMAGE = "org.alfheim.image.";
  private static final String CARRIERS = "org.alfheim.carriers";

  /** What threads wait for here: any image, as all of them are woken when one is settled. */
  private static final String ANY_IMAGE = "image";

  /** Followed by the {@link Thread#threadId} of the thread that opens it. */
  private static final String OPENING = "opening ";

  private static final String OPEN = "open ";
  private static final String FAILED = "failed ";

  /** How many numbers of carriers a copy of these classes takes for itself. */
  private static final int CARRIERS_AT_ONCE = 64;

  /** The number that has been used last, of those that were taken, and the last of these. */
  private static int carrierNumber;

  private static int lastCarrierNumber;

  private ProcessImages() {}

  /** What a claim to an image comes to. */
  public sealed interface Claim {}

  /**
   * The image is the claimer's to open. It has to end in {@link #publish}, {@link #release} or
   * {@link #fail}; what comes after one of them has no effect.
   */
  public static final class Ours implements Claim {
    private final String property;
    private boolean over;

    private Ours(String property) {
      this.property = property;
    }

    /**
     * The image is initialised.
     *
     * @param image the image, for every copy of these classes
     */
    public void publish(PublishedImage image) {
      settle(OPEN + image.toText());
    }

    /** The image was refused and has left no trace; the next one may try. */
    public void release() {
      synchronized (LOCK) {
        if (over) {
          return;
        }
        over = true;
        System.clearProperty(property);
        ThreadWaits.over(ANY_IMAGE);
        LOCK.notifyAll();
      }
    }

    /**
     * The image has failed for good.
     *
     * @param failure what the others are told
     */
    public void fail(String failure) {
      settle(FAILED + failure);
    }

    private void settle(String outcome) {
      synchronized (LOCK) {
        if (over) {
          return;
        }
        over = true;
        System.setProperty(property, outcome);
        ThreadWaits.over(ANY_IMAGE);
        LOCK.notifyAll();
      }
    }
  }

  /**
   * The image is in the process already.
   *
   * @param image where it lies
   */
  public record Present(PublishedImage image) implements Claim {}

  /**
   * The image has failed for good, under another copy of these classes.
   *
   * @param message what that one was told
   */
  public record Failed(String message) implements Claim {}

  /** Another copy of these classes is opening the image, in a thread that waits for this one. */
  public record Circular() implements Claim {}

  /**
   * Claims an image. Waits while another copy of these classes is opening it.
   *
   * @param key what identifies the image
   * @return whose it is
   */
  public static Claim claim(String key) {
    String property = IMAGE + key;
    boolean interrupted = false;
    long self = Thread.currentThread().threadId();
    try {
      synchronized (LOCK) {
        String outcome = System.getProperty(property);
        while (outcome != null && outcome.startsWith(OPENING)) {
          long owner = Long.parseLong(outcome, OPENING.length(), outcome.length(), 10);
          if (!ThreadWaits.begin(owner, ANY_IMAGE)) {
            return new Circular();
          }
          try {
            LOCK.wait();
          } catch (InterruptedException e) {
            interrupted = true;
          } finally {
            ThreadWaits.end();
          }
          outcome = System.getProperty(property);
        }
        if (outcome == null) {
          System.setProperty(property, OPENING + self);
          return new Ours(property);
        }
        return outcome.startsWith(FAILED)
            ? new Failed(outcome.substring(FAILED.length()))
            : new Present(PublishedImage.of(outcome.substring(OPEN.length())));
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * The images that are open, whoever opened them.
   *
   * @return by what identifies them, in that order; the caller's own
   */
  public static SortedMap<String, PublishedImage> published() {
    SortedMap<String, PublishedImage> images = new TreeMap<>();
    Properties properties = System.getProperties();
    for (String property : properties.stringPropertyNames()) {
      if (property.startsWith(IMAGE)) {
        String outcome = properties.getProperty(property, "");
        if (outcome.startsWith(OPEN)) {
          images.put(
              property.substring(IMAGE.length()),
              PublishedImage.of(outcome.substring(OPEN.length())));
        }
      }
    }
    return images;
  }

  /** A number that no carrier of this process has had, from 1 on. */
  static int nextCarrierNumber() {
    synchronized (LOCK) {
      if (carrierNumber == lastCarrierNumber) {
        carrierNumber = Integer.getInteger(CARRIERS, 0);
        lastCarrierNumber = carrierNumber + CARRIERS_AT_ONCE;
        System.setProperty(CARRIERS, Integer.toString(lastCarrierNumber));
      }
      return ++carrierNumber;
    }
  }
}
