package org.alfheim.itests.console;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A connection on which a test writes what no client of HTTP would. */
final class Wire implements AutoCloseable {
  private static final int PATIENCE = 30_000;

  private final Socket socket;

  Wire(Console console) throws IOException {
    URI page = console.page("");
    this.socket = new Socket(page.getHost(), page.getPort());
    socket.setSoTimeout(PATIENCE);
  }

  /**
   * An answer.
   *
   * @param text all of it, head and body
   */
  record Answer(String text) {
    int status() {
      return Integer.parseInt(text.split(" ", 3)[1]);
    }

    Optional<String> field(String name) {
      Matcher field =
          Pattern.compile("(?im)^" + Pattern.quote(name) + ": *(.*?)\r?$").matcher(text);
      return field.find() ? Optional.of(field.group(1)) : Optional.empty();
    }
  }

  /** Writes lines, each with the end that HTTP has. */
  Wire write(String... lines) throws IOException {
    return writeRaw(String.join("\r\n", lines) + "\r\n");
  }

  Wire writeRaw(String text) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(ISO_8859_1));
    out.flush();
    return this;
  }

  /** All that comes until the server closes the connection. */
  Answer read() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try {
      socket.getInputStream().transferTo(all);
    } catch (SocketException reset) {
      // It closes at once where it has not read all.
      if (all.size() == 0) {
        throw reset;
      }
    }
    return new Answer(all.toString(ISO_8859_1));
  }

  /** The head of an answer, behind which more may come. */
  Answer readHead() throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = socket.getInputStream().read();
      if (next < 0) {
        throw new IOException("no head: " + head);
      }
      head.append((char) next);
    }
    return new Answer(head.toString());
  }

  /**
   * One request with these fields, and its answer. It is written at once: whoever does not like the
   * line may close the connection behind it.
   */
  static Answer ask(Console console, String line, String... fields) throws IOException {
    try (Wire wire = new Wire(console)) {
      String head = String.join("\r\n", fields);
      return wire.write(line, head, "Connection: close", "").read();
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
