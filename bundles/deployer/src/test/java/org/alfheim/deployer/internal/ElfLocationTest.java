package org.alfheim.deployer.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.alfheim.wrap.WrapOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ElfLocationTest {

  @ParameterizedTest
  @CsvSource({
    "elf:file:/lib/libz.so.1, /lib/libz.so.1",
    "elf:file:///lib/libz.so.1, /lib/libz.so.1",
    "elf:/lib/libz.so.1, /lib/libz.so.1",
    "elf:file:/usr/lib/libstdc++.so.6, /usr/lib/libstdc++.so.6",
    "elf:file:/a%20b/%C3%A9%3F.so, /a b/é?.so",
    "elf:file:/a b/100%.so, /a b/100%.so",
    "elf:file:/lib/libz.so.1?symbols=on-demand, /lib/libz.so.1",
  })
  void aFileIsFoundHoweverItIsWritten(String location, String file)
      throws MalformedLocationException {
    assertThat(ElfLocation.parse(location).file()).contains(Path.of(file));
  }

  @Test
  void anythingElseIsAUrl() throws MalformedLocationException {
    ElfLocation location = ElfLocation.parse("elf:https://example.com/libx.so?name=x");

    assertThat(location.file()).isEmpty();
    assertThat(location.image()).isEqualTo("https://example.com/libx.so");
    assertThat(location.options().name()).contains("x");
  }

  @Test
  void optionsAreInTheQuery() throws MalformedLocationException {
    assertThat(
            ElfLocation.parse(
                    "elf:file:/libx.so?symbols=declared&declare=a,b&name=c%2B%2B%20x&version=1.2")
                .options())
        .isEqualTo(
            WrapOptions.parse(
                Map.of(
                    "symbols", "declared", "declare", "a,b", "name", "c++ x", "version", "1.2")));
  }

  @ParameterizedTest
  @CsvSource({
    "/lib/libx.so",
    "/lib/lib x.so",
    "/lib/libx++.so",
    "/lib/100%25?&#.so",
    "/lib/é.so",
  })
  void theLocationOfAFileLeadsBackToIt(Path file) throws MalformedLocationException {
    ElfLocation location = ElfLocation.parse(ElfLocation.of(file));

    assertThat(location.file()).isEqualTo(Optional.of(file));
    assertThat(location.location()).startsWith("elf:file:/lib/");
    assertThat(location.options()).isEqualTo(WrapOptions.NONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "file:/libx.so|file:/libx.so: expected elf: and a URL, such as elf:file:/opt/libx.so",
        "elf:|elf:: expected elf: and a URL, such as elf:file:/opt/libx.so",
        "elf:file:/x.so?symbol=all|elf:file:/x.so?symbol=all: unknown option symbol; there are"
            + " name, symbols, declare, services, version, requires, waive, go.runtime, needs,"
            + " referred, symbolic, soname",
        "elf:file:/a%00b.so|elf:file:/a%00b.so: the path holds a zero byte (%00), which no file's"
            + " name can",
        "elf:file:/x.so?symbols|elf:file:/x.so?symbols: symbols= is not one of all, declared,"
            + " on-demand",
      })
  void saysWhatIsWrong(String location, String problem) {
    assertThatExceptionOfType(MalformedLocationException.class)
        .isThrownBy(() -> ElfLocation.parse(location))
        .withMessage(problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "elf:nosuch://host/libx.so|elf:nosuch://host/libx.so: nothing here knows how to fetch"
            + " nosuch: URLs; a file's begins with file:/",
        "elf:http://[bad/libx.so|elf:http://[bad/libx.so: http://[bad/libx.so is no URL: .*",
        "elf:http://127.0.0.1:1/libx.so|elf:http://127.0.0.1:1/libx.so: can't be fetched:"
            + " 127.0.0.1:1 does not answer",
        "elf:http://no-such-host.invalid/libx.so|elf:http://no-such-host.invalid/libx.so: can't be"
            + " fetched: there is no host no-such-host.invalid",
      })
  void saysWhyAnImageIsNotFetched(String location, String problem) throws Exception {
    ElfLocation parsed = ElfLocation.parse(location);

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(parsed::bundle)
        .withMessageMatching(
            problem.endsWith(".*")
                ? Pattern.quote(problem.substring(0, problem.length() - 2)) + ".*"
                : Pattern.quote(problem));
  }

  @Test
  void saysThatAServerHasNothingOfTheName() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
    try {
      String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/libx.so";
      ElfLocation location = ElfLocation.parse("elf:" + url);

      assertThatExceptionOfType(IOException.class)
          .isThrownBy(location::bundle)
          .withMessage("elf:" + url + ": can't be fetched: there is nothing of that name");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void aRelativePathIsNoUrl() throws MalformedLocationException {
    ElfLocation location = ElfLocation.parse("elf:libx.so");

    assertThatExceptionOfType(MalformedLocationException.class)
        .isThrownBy(location::bundle)
        .withMessage("elf:libx.so: libx.so is no URL; a file's begins with file:/");
  }
}
