package org.alfheim.deployer.internal;

import java.io.IOException;

/** A location that is not {@code elf:URL?option=value&…}. */
final class MalformedLocationException extends IOException {
  MalformedLocationException(String message) {
    super(message);
  }
}
