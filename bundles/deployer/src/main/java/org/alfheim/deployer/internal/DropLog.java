package org.alfheim.deployer.internal;

import org.alfheim.log.Log;
import org.alfheim.names.RawText;

/**
 * The log of the drop folder: each message is one line, whatever a file is called.
 *
 * @param log where it is written
 */
record DropLog(Log log) {

  /** Something is not as whoever put the file there wants it. */
  void error(String message) {
    log.error(line(message));
  }

  /** The same, where the rest of a file's story may be as wanted. */
  void warn(String message) {
    log.warn(line(message));
  }

  /** What was told as an error is over: whoever has read the one is to read the other. */
  void over(String message) {
    log.over(line(message));
  }

  void info(String message) {
    log.info(line(message));
  }

  private static String line(String message) {
    return RawText.shown(message)
        .strip()
        .replaceAll("\\s*\\R\\s*", " ")
        .replaceAll("\\p{Cntrl}", "?");
  }
}
