package org.alfheim.internal.header;

import org.alfheim.types.TypesException;

/** No types could be had from a header. The message says why and what to do. */
public final class HeaderTypesException extends TypesException {
  private static final long serialVersionUID = 1L;

  HeaderTypesException(String message) {
    super(message);
  }

  HeaderTypesException(String message, Throwable cause) {
    super(message, cause);
  }
}
