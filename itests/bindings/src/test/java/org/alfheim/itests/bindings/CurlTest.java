package org.alfheim.itests.bindings;

import static org.assertj.core.api.Assertions.assertThat;

import bindings.curl.CURLcode;
import bindings.curl.CURLoption;
import bindings.curl.CURLversion;
import bindings.curl.Curl;
import bindings.curl.CurlHandle;
import bindings.curl.CurlReadCallback;
import bindings.curl.CurlVersionInfoData;
import bindings.curl.Curlinfo;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.alfheim.bind.Name;
import org.alfheim.bind.Retained;
import org.alfheim.bind.Variadic;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs over libcurl; what is right curl-config says, of its development files. */
class CurlTest {
  private static Downloads curl;

  @TempDir Path folder;

  /** What stands for '...' has no type in C: a person says it. */
  interface Downloads extends Curl {
    @Name("curl_easy_setopt")
    CURLcode onData(
        CurlHandle curl, CURLoption option, @Variadic @Retained CurlReadCallback callback);
  }

  @BeforeAll
  static void open() {
    curl = Library.CURL.open().bind(Downloads.class);
  }

  @Test
  void theVersionIsAStructure() {
    CurlVersionInfoData info = curl.curlVersionInfo(CURLversion.ELEVENTH);

    assertThat("libcurl " + info.version() + "\n")
        .isEqualTo(new Tool(folder).run("curl-config", "--version"));
    assertThat(CText.at(curl.curlVersion())).startsWith("libcurl/" + info.version() + " ");
    assertThat(info.sslVersion()).startsWith("OpenSSL/");
    Set<String> protocols = new TreeSet<>();
    for (int i = 0; !CText.pointer(info.protocols(), i).equals(MemorySegment.NULL); i++) {
      protocols.add(CText.at(CText.pointer(info.protocols(), i)).toUpperCase(Locale.ROOT));
    }
    assertThat(protocols)
        .containsAll(new Tool(folder).run("curl-config", "--protocols").lines().toList());
  }

  @Test
  void aFileIsDownloadedIntoACallback() throws IOException {
    byte[] content = new byte[200_000];
    new Random(6).nextBytes(content);
    Path file = Files.write(folder.resolve("some data"), content);
    ByteArrayOutputStream received = new ByteArrayOutputStream();

    try (CurlHandle easy = curl.curlEasyInit();
        Arena arena = Arena.ofConfined()) {
      CurlReadCallback write =
          (data, size, count, _) -> {
            received.writeBytes(CText.bytes(data, size * count));
            return size * count;
          };
      assertThat(curl.curlEasySetopt(easy, CURLoption.URL, file.toUri().toString()))
          .isEqualTo(CURLcode.OK);
      assertThat(curl.onData(easy, CURLoption.WRITEFUNCTION, write)).isEqualTo(CURLcode.OK);
      assertThat(curl.curlEasyPerform(easy)).isEqualTo(CURLcode.OK);
      MemorySegment size = arena.allocate(ValueLayout.JAVA_LONG);
      assertThat(curl.curlEasyGetinfo(easy, Curlinfo.SIZE_DOWNLOAD_T, size)).isEqualTo(CURLcode.OK);
      assertThat(size.get(ValueLayout.JAVA_LONG, 0)).isEqualTo(content.length);
    }

    assertThat(received.toByteArray()).isEqualTo(content);
  }

  @Test
  void aFailureIsAStatusWithAText() throws IOException {
    Path file = Files.writeString(folder.resolve("text"), "text");
    try (CurlHandle easy = curl.curlEasyInit()) {
      curl.curlEasySetopt(easy, CURLoption.URL, "file://" + file + ".none");
      CURLcode status = curl.curlEasyPerform(easy);
      assertThat(status).isEqualTo(CURLcode.FILE_COULDNT_READ_FILE);
      assertThat(curl.curlEasyStrerror(status)).isEqualTo("Couldn't read a file:// file");

      curl.curlEasySetopt(easy, CURLoption.URL, "file://" + file);
      curl.onData(easy, CURLoption.WRITEFUNCTION, (_, _, _, _) -> 0);
      assertThat(curl.curlEasyPerform(easy)).isEqualTo(CURLcode.WRITE_ERROR);
    }
  }
}
