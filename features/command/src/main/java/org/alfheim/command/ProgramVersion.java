package org.alfheim.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The version of this command, which the build wrote beside the class. */
final class ProgramVersion {
  private ProgramVersion() {}

  static String current() {
    try (InputStream file = ProgramVersion.class.getResourceAsStream("version")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
