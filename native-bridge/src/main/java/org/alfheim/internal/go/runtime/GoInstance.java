package org.alfheim.internal.go.runtime;

import org.alfheim.internal.go.GoPlugin;

/**
 * A plugin that is open in a runtime.
 *
 * @param name the plugin's name, for messages
 * @param host the runtime's host
 * @param number what the host knows the plugin by
 * @param described what the plugin says of itself
 * @param code where it lies
 */
public record GoInstance(
    String name, HostCode host, long number, GoPlugin described, GoCode code) {}
