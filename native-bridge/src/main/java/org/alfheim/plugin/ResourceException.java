package org.alfheim.plugin;

/**
 * The process lacks something that an open needs: address space, descriptors, static thread-local
 * storage, or a system call or native access as a whole is refused.
 */
public final class ResourceException extends PluginException {
  ResourceException(String file, String message, Throwable cause) {
    super(file, message, cause);
  }
}
