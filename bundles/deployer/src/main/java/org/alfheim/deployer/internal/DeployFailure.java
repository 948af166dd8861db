package org.alfheim.deployer.internal;

import java.util.List;
import org.alfheim.plugin.InitializationException;
import org.alfheim.plugin.InvalidImageException;
import org.alfheim.plugin.PluginException;
import org.alfheim.plugin.UnresolvedException;
import org.alfheim.plugin.Waiver;
import org.alfheim.registry.StartFailure;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

/**
 * Why a bundle did not start, for whoever put its file into the folder.
 *
 * @param reason the reason and what can be done, in one line
 * @param needy whether something that it needs is not there, which may be the next to come
 * @param hopeless whether it is the same at each start, as long as the file is the same
 */
record DeployFailure(String reason, boolean needy, boolean hopeless) {

  static DeployFailure of(BundleContext context, Bundle bundle, BundleException thrown) {
    List<String> missing = StartFailure.unsatisfied(context, bundle);
    if (!missing.isEmpty()) {
      return new DeployFailure(
          "nothing provides what it requires: "
              + String.join(", ", missing)
              + "; put a bundle that does into the folder",
          true,
          false);
    }
    BundleException failure = StartFailure.of(thrown);
    Throwable cause = failure.getCause();
    return new DeployFailure(
        text(failure) + cure(failure),
        thrown.getType() == BundleException.RESOLVE_ERROR
            || (cause instanceof UnresolvedException unresolved
                && !unresolved.libraries().isEmpty()),
        cause instanceof InvalidImageException || cause instanceof InitializationException);
  }

  /**
   * What an exception says, and its causes where they say more; but of this project's exceptions
   * the message is the whole story.
   */
  static String text(Throwable failure) {
    StringBuilder text = new StringBuilder();
    for (Throwable each = failure; each != null; each = each.getCause()) {
      String message = String.valueOf(each.getMessage());
      if (each.getMessage() != null && text.indexOf(message) < 0) {
        text.append(text.isEmpty() ? "" : ": ").append(message);
      }
      if (each.getCause() instanceof PluginException plugin && text.indexOf(message(plugin)) >= 0) {
        break;
      }
    }
    return text.isEmpty() ? failure.toString() : text.toString();
  }

  private static String message(PluginException failure) {
    return String.valueOf(failure.getMessage());
  }

  private static String cure(BundleException failure) {
    for (Waiver waiver : Waiver.values()) {
      if (text(failure).endsWith(waiver.cure())) {
        return ", which a bundle has: alfheim wrap --waive " + waiver.label();
      }
    }
    return "";
  }
}
