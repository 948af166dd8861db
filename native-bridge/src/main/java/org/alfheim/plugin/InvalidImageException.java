package org.alfheim.plugin;

/** A file that is not there, can't be read, or is not a shared object that this loader supports. */
public final class InvalidImageException extends PluginException {
  private final String field;
  private final long offset;

  /**
   * What is thrown by whoever opens plugins: this loader, or another {@linkplain
   * org.alfheim.plugin.spi back end}.
   *
   * @param file the image at fault, see {@link #file}
   * @param field the field at fault, see {@link #field}
   * @param offset its offset in the file in bytes, or -1
   * @param message one line: the file, what was wrong, what to do
   * @param cause what led to it; may be null
   */
  public InvalidImageException(
      String file, String field, long offset, String message, Throwable cause) {
    super(file, message, cause);
    this.field = field;
    this.offset = offset;
  }

  /**
   * The field at fault as the gABI names it ({@code e_machine}, {@code p_offset}, …); {@code file}
   * where the file itself is at fault.
   */
  public String field() {
    return field;
  }

  /** The field's offset in the file in bytes, or -1 where no single place is at fault. */
  public long offset() {
    return offset;
  }
}
