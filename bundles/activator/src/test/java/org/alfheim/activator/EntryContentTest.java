package org.alfheim.activator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntryContentTest {
  private final AtomicInteger open = new AtomicInteger();

  /** An entry as Felix has it: to ask for its size opens it. */
  private URL entry(long claimed) throws IOException {
    return URL.of(
        URI.create("bundle://1.0:0/lib/liba.so"),
        new URLStreamHandler() {
          @Override
          protected URLConnection openConnection(URL url) {
            return new URLConnection(url) {
              private InputStream content;

              @Override
              public void connect() {
                if (!connected) {
                  connected = true;
                  open.incrementAndGet();
                  content =
                      new ByteArrayInputStream(new byte[] {1, 2, 3}) {
                        @Override
                        public void close() {
                          open.decrementAndGet();
                        }
                      };
                }
              }

              @Override
              public long getContentLengthLong() {
                connect();
                return claimed;
              }

              @Override
              public InputStream getInputStream() {
                connect();
                return content;
              }
            };
          }
        });
  }

  @ParameterizedTest
  @CsvSource({
    "3, 3",
    "1, 1",
    "0, -1",
    "-1, -1",
    "2147483646, 2147483646",
    "2147483647, -1",
    "9223372036854775807, -1"
  })
  void hasTheSizeThatIsSaidIfAnyIs(long claimed, long size) throws IOException {
    try (EntryContent content = EntryContent.of(entry(claimed))) {
      assertThat(content.size()).isEqualTo(size);
    }
  }

  @Test
  void isTheSameEachTime() throws IOException {
    try (EntryContent content = EntryContent.of(entry(3))) {
      for (int i = 0; i < 3; i++) {
        try (InputStream stream = content.open()) {
          assertThat(stream.readAllBytes()).containsExactly(1, 2, 3);
        }
      }
    }
    assertThat(open).hasValue(0);
  }

  @Test
  void isClosedIfNobodyReadsIt() throws IOException {
    try (EntryContent content = EntryContent.of(entry(3))) {
      assertThat(content.size()).isEqualTo(3);
      assertThat(open).hasValue(1);
    }
    assertThat(open).hasValue(0);
  }

  @Test
  void isThatOfAnEntryOfAJar(@TempDir Path folder) throws IOException {
    Path jar = folder.resolve("a.jar");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new ZipEntry("lib/liba.so"));
      out.write(new byte[100_000]);
    }
    URL entry = URI.create("jar:" + jar.toUri() + "!/lib/liba.so").toURL();

    try (EntryContent content = EntryContent.of(entry);
        InputStream stream = content.open()) {
      assertThat(content.size()).isEqualTo(100_000);
      assertThat(stream.readAllBytes()).hasSize(100_000);
    }
  }
}
