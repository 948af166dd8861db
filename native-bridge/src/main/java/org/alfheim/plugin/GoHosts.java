package org.alfheim.plugin;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Who has hosts for Go plugins. A Go plugin fits the runtime of its own toolchain only, so there is
 * one host for each version of Go, for each set of flags, and for other packages that plugins share
 * with it.
 *
 * <p>It is asked by the thread that opens a plugin, once for each runtime, and may take its time:
 * to build a host, say. What it answers is checked against the plugin before any of both runs.
 */
@ConsumerType
@FunctionalInterface
public interface GoHosts {

  /**
   * The host for a plugin.
   *
   * @param plugin what the plugin says of itself
   * @return a host, or why there is none
   */
  Answer find(GoNeeds plugin);

  /** A host, or none. */
  sealed interface Answer permits GoHost, None {}

  /**
   * There is no host for the plugin.
   *
   * @param reason why, and how to get one: a part of one line, such as {@code there is no toolchain
   *     of go1.22.12: install golang-1.22-go}
   */
  record None(String reason) implements Answer {
    /** Checks that there is a reason. */
    public None {
      Objects.requireNonNull(reason, "reason");
    }
  }

  /**
   * The same host for all plugins.
   *
   * @param file its path
   */
  static GoHosts of(Path file) {
    GoHost host = new GoHost.OfFile(file, Optional.empty());
    return _ -> host;
  }
}
