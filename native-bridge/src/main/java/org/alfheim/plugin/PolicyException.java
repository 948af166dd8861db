package org.alfheim.plugin;

import java.util.List;
import org.alfheim.plugin.admission.Admission;

/**
 * An {@link Admission} does not admit an image, or a library that would be loaded for it. Nothing
 * of it has been mapped; it may be tried again when the policy is another.
 */
public final class PolicyException extends PluginException {
  private final List<String> objections;

  /**
   * What is thrown by whoever opens plugins: this loader, or another {@linkplain
   * org.alfheim.plugin.spi back end}.
   *
   * @param file the image at fault, see {@link #file}
   * @param objections what speaks against it
   * @param message one line: the file, what was wrong, what to do
   */
  public PolicyException(String file, List<String> objections, String message) {
    super(file, message, null);
    this.objections = List.copyOf(objections);
  }

  /** What speaks against it, each part of a sentence about the image. */
  public List<String> objections() {
    return objections;
  }
}
