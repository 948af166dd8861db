package org.alfheim.gohost;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** The source of the host: a module of Go. */
final class HostSource {
  private static final List<String> FILES =
      List.of(
          "go.mod",
          "handle/table.go",
          "host.h",
          "main.go",
          "plugins.go",
          "register/call.go",
          "register/call_amd64.s",
          "register/call_other.go",
          "register/file.go",
          "register/layout.go",
          "values.go",
          "wire/call.go",
          "wire/channel.go",
          "wire/coder.go",
          "wire/crowd.go",
          "wire/dictionary.go",
          "wire/doc.go",
          "wire/error.go",
          "wire/frame.go",
          "wire/func.go",
          "wire/guard.go",
          "wire/held.go",
          "wire/interface.go",
          "wire/javafunc.go",
          "wire/number.go",
          "wire/reference.go",
          "wire/sequence.go",
          "wire/shape.go",
          "wire/structure.go",
          "wire/variable.go",
          "wire/writer.go");

  private HostSource() {}

  /** The paths of its files. */
  static List<String> files() {
    return FILES;
  }

  /** Writes it into a folder. */
  static void writeTo(Path folder) throws IOException {
    for (String file : FILES) {
      Path target = folder.resolve(file);
      Files.createDirectories(target.getParent());
      Files.write(target, content(file));
    }
  }

  /** What changes with it. */
  static String digest() {
    MessageDigest digest = sha256();
    for (String file : FILES) {
      digest.update((file + "\n").getBytes(StandardCharsets.UTF_8));
      digest.update(content(file));
    }
    return HexFormat.of().formatHex(digest.digest(), 0, 8);
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("each Java has SHA-256", impossible);
    }
  }

  private static byte[] content(String file) {
    try (InputStream content = HostSource.class.getResourceAsStream("host/" + file)) {
      if (content == null) {
        throw new IllegalStateException("host/" + file + " is not beside " + HostSource.class);
      }
      return content.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
