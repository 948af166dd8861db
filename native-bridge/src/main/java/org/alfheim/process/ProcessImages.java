package org.alfheim.process;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The images that Alfheim has in this process, whichever copy of its classes put them there.
 *
 * <p>Two frameworks in one JVM, or one whose loader bundle was refreshed, have these classes
 * several times; the process has an image once. What the copies have in common are the JDK's
 * classes only, so the table is a system property whose value is no string, and its entries are
 * futures of maps.
 */
public final class ProcessImages {
  private static final String PROPERTY = "org.alfheim.images";
  private static final String CARRIERS = "org.alfheim.carriers";

  private ProcessImages() {}

  /** What a claim to an image comes to. */
  public sealed interface Claim {}

  /**
   * The image is the claimer's to open. It has to end in {@link #publish}, {@link #release} or
   * {@link #fail}.
   */
  public static final class Ours implements Claim {
    private final String key;
    private final CompletableFuture<Map<String, Object>> entry;

    private Ours(String key, CompletableFuture<Map<String, Object>> entry) {
      this.key = key;
      this.entry = entry;
    }

    /**
     * The image is initialised.
     *
     * @param image the image, for every copy of these classes
     */
    public void publish(PublishedImage image) {
      entry.complete(image.toMap());
    }

    /** The image was refused and has left no trace; the next one may try. */
    public void release() {
      table().remove(key, entry);
      entry.cancel(false);
    }

    /**
     * The image has failed for good.
     *
     * @param failure what the others are told
     */
    public void fail(String failure) {
      entry.completeExceptionally(new IllegalStateException(failure));
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

  /**
   * Claims an image. Waits while another copy of these classes is opening it.
   *
   * @param key what identifies the image
   * @return whose it is
   */
  public static Claim claim(String key) {
    while (true) {
      CompletableFuture<Map<String, Object>> mine = new CompletableFuture<>();
      CompletableFuture<Map<String, Object>> entry = table().putIfAbsent(key, mine);
      if (entry == null) {
        return new Ours(key, mine);
      }
      Optional<Claim> outcome = outcome(entry);
      if (outcome.isPresent()) {
        return outcome.get();
      }
    }
  }

  private static Optional<Claim> outcome(CompletableFuture<Map<String, Object>> entry) {
    try {
      return Optional.of(new Present(PublishedImage.of(new HashMap<>(entry.join()))));
    } catch (CompletionException e) {
      return Optional.of(new Failed(String.valueOf(e.getCause().getMessage())));
    } catch (CancellationException e) {
      return Optional.empty();
    }
  }

  /** A number that no carrier of this process has had, from 1 on. */
  static int nextCarrierNumber() {
    return ((AtomicInteger)
            System.getProperties().computeIfAbsent(CARRIERS, name -> new AtomicInteger()))
        .incrementAndGet();
  }

  @SuppressWarnings("unchecked")
  private static ConcurrentMap<String, CompletableFuture<Map<String, Object>>> table() {
    return (ConcurrentMap<String, CompletableFuture<Map<String, Object>>>)
        System.getProperties()
            .computeIfAbsent(PROPERTY, name -> new ConcurrentHashMap<String, Object>());
  }
}
