package org.alfheim.monitor;

import java.util.List;
import javax.management.MXBean;

/**
 * The figures of native plugins in JMX. Sizes are bytes of address space, unless they say that they
 * are of memory; but for images with native methods, which go with their class loaders, an image is
 * never unmapped.
 */
@MXBean
public interface PluginsMXBean {

  /** How many images active bundles serve. */
  int getActiveCount();

  /** How many images are in the process, whoever opened them. */
  int getImageCount();

  /** How many images are retired: their bundles have others now, or are gone. */
  int getRetiredCount();

  /** How many plugin bundles failed at their last start. */
  int getFailureCount();

  /** How many symbols the images of active bundles export. */
  long getSymbolCount();

  /** How many relocations were applied to the images of active bundles. */
  long getRelocationCount();

  /** How long the opens of the images of active bundles took together, in nanoseconds. */
  long getOpenNanoseconds();

  /** The address space of all images. */
  long getImageBytes();

  /** The address space of the retired ones. */
  long getRetiredBytes();

  /**
   * The memory of the files that the loader has made for all images: what is mapped or read of each
   * image, and the object that stands for it in ld.so. Pages that were written to come on top.
   */
  long getHeldBytes();

  /** The static thread-local storage that images of active bundles take. */
  long getStaticTlsBytes();

  /**
   * The images, in the order of the inventory.
   *
   * @return a row for each
   */
  List<ImageRow> getImages();

  /**
   * The failures, a line each: the bundle and the reason.
   *
   * @return as of the last start of each bundle
   */
  List<String> getFailures();

  /**
   * An image.
   *
   * @param name the plugin's name
   * @param state {@code ACTIVE}, {@code STOPPED}, {@code RETIRED}, {@code DIRECT}, {@code NATIVES},
   *     {@code HOST}, {@code HELPER} or {@code ELSEWHERE}
   * @param location what identifies it
   * @param bundle the id of the bundle that opened it; -1 without one
   * @param bytes its address space
   * @param heldBytes the memory of the files that the loader has made for it
   * @param symbols how many symbols it exports
   * @param go the version of Go of a runtime's host; empty for all others
   * @param plugins the locations of the Go plugins that run on it, if it is a host
   */
  record ImageRow(
      String name,
      String state,
      String location,
      long bundle,
      long bytes,
      long heldBytes,
      int symbols,
      String go,
      List<String> plugins) {

    /** Copies the list. */
    public ImageRow {
      plugins = List.copyOf(plugins);
    }
  }
}
