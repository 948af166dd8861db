package org.alfheim.deployer.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
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
        "elf:file:/x.so?symbol=all|elf:file:/x.so?symbol=all: unknown option symbol; there are name, symbols, declare, services, version, requires",
        "elf:file:/x.so?symbols|elf:file:/x.so?symbols: symbols= is not one of all, declared, on-demand",
      })
  void saysWhatIsWrong(String location, String problem) {
    assertThatExceptionOfType(MalformedLocationException.class)
        .isThrownBy(() -> ElfLocation.parse(location))
        .withMessage(problem);
  }

  @Test
  void aRelativePathIsNoUrl() throws MalformedLocationException {
    ElfLocation location = ElfLocation.parse("elf:libx.so");

    assertThatExceptionOfType(MalformedLocationException.class)
        .isThrownBy(location::bundle)
        .withMessage("elf:libx.so: libx.so is no URL; a file's begins with file:/");
  }
}
